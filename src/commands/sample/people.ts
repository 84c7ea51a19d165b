// The two institutions of the sample, their issuers and their people. All addresses are in .example (RFC 2606).
import { logoPicture, motifs } from './badge-picture.ts';

interface SamplePerson {
  readonly name: string;
  readonly email: string;
}

export interface SampleInstitution {
  readonly institution: {
    readonly name: string;
    readonly url: string;
    readonly email: string;
    readonly description: string;
    readonly address: Readonly<Record<string, string>>;
  };
  /** `web`: an identity that this deployment serves. `key`: one that is its key and can be checked anywhere. */
  readonly didMethod: 'web' | 'key';
  readonly picture: string;
  readonly assessor: SamplePerson;
  readonly approver: SamplePerson;
  readonly recipient: SamplePerson;
}

export const cooperative: SampleInstitution = {
  institution: {
    name: 'Cumberland Plateau Teaching Cooperative',
    url: 'https://plateau-teaching.example',
    email: 'badges@plateau-teaching.example',
    description: 'Twenty-two small school districts that develop their teachers together.',
    address: {
      streetAddress: '114 Depot Street',
      addressLocality: 'Alder Gap',
      addressRegion: 'TN',
      addressCountry: 'United States',
      addressCountryCode: 'US',
    },
  },
  didMethod: 'web',
  picture: logoPicture({ ground: '#1f5a48', ring: '#e2b64f', motif: motifs.steps }),
  assessor: { name: 'Ruth Ann Keller', email: 'ruth.keller@plateau-teaching.example' },
  approver: { name: 'Thomas Greer', email: 'thomas.greer@plateau-teaching.example' },
  recipient: { name: 'Dana Whitlock', email: 'dana.whitlock@sutton-ridge-school.example' },
};

/** Her work was assessed elsewhere. */
export const colleague: SamplePerson = { name: 'Joelle Ramsey', email: 'j.ramsey@quarry-hollow-school.example' };

export const board: SampleInstitution = {
  institution: {
    name: 'Plateau Broadband Workforce Board',
    url: 'https://plateau-broadband.example',
    email: 'credentials@plateau-broadband.example',
    description: 'Electric cooperatives, colleges and unions that train the crews who bring fiber to the last mile.',
    address: {
      streetAddress: '2 Substation Road',
      addressLocality: 'Alder Gap',
      addressRegion: 'TN',
      addressCountry: 'United States',
      addressCountryCode: 'US',
    },
  },
  didMethod: 'key',
  picture: logoPicture({ ground: '#3d3264', ring: '#7fd1c4', motif: motifs.line }),
  assessor: { name: 'Curtis Bell', email: 'curtis.bell@plateau-broadband.example' },
  approver: { name: 'Angela Ruiz', email: 'angela.ruiz@plateau-broadband.example' },
  recipient: { name: 'Keisha Tolliver', email: 'keisha.tolliver@plateau-crews.example' },
};
