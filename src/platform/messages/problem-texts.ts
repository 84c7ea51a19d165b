// The shape of the texts that explain a problem type (RFC 9457 §3.1.1: `type` leads to documentation for people).

export interface ProblemText {
  readonly title: string;
  /** What happened, in a sentence or two. */
  readonly explains: string;
  /** What the caller can do about it. */
  readonly toDo: string;
}
