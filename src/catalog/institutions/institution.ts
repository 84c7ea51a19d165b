// What an institution is, and how it looks from outside.

/** A postal address with the members of an Open Badges 3.0 Address (OB 3.0 §B.1.2). */
export interface PostalAddress {
  readonly addressCountry?: string;
  readonly addressCountryCode?: string;
  readonly addressRegion?: string;
  readonly addressLocality?: string;
  readonly streetAddress?: string;
  readonly postalCode?: string;
}

export interface InstitutionInput {
  readonly name: string;
  readonly url?: string;
  readonly email?: string;
  readonly description?: string;
  readonly address?: PostalAddress;
}

export interface InstitutionView extends InstitutionInput {
  readonly id: string;
  readonly state: 'active' | 'disabled';
  readonly version: number;
  readonly createdAt: string;
}
