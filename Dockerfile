# The image of one Waymark node. test/contract/dockerfile.test.ts runs every instruction below, so keep to the plain forms:
# commands without absolute paths, JSON for CMD and HEALTHCHECK.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build
RUN npm prune --omit=dev
# Becomes the data folder of the final image, with an owner who may write there.
RUN mkdir var

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE openapi.yaml ./
COPY migrations migrations
COPY contexts contexts
COPY schemas schemas
# 1000 is the user "node" of the base image.
COPY --from=build --chown=1000:1000 /app/var var
USER 1000:1000
VOLUME /app/var
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
