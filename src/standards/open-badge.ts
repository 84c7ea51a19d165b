// The classes of Open Badges 3.0 as we emit them: arrays wherever the model has a set, complex values always objects,
// nothing null (Open Badges 3.0 §B, serialization A.1). Type aliases, so that they are JSON objects to the compiler.

export type Image = { readonly id: string; readonly type: 'Image'; readonly caption?: string };

export type Address = {
  readonly type: readonly ['Address'];
  readonly addressCountry?: string;
  /** ISO 3166-1 alpha-2. */
  readonly addressCountryCode?: string;
  readonly addressRegion?: string;
  readonly addressLocality?: string;
  readonly streetAddress?: string;
  readonly postOfficeBoxNumber?: string;
  readonly postalCode?: string;
};

export type IdentifierEntry = {
  readonly type: 'IdentifierEntry';
  readonly identifier: string;
  readonly identifierType: string;
};

export type IdentityObject = {
  readonly type: 'IdentityObject';
  readonly hashed: boolean;
  readonly identityHash: string;
  readonly identityType: string;
  readonly salt?: string;
};

export type Profile = {
  readonly id: string;
  readonly type: readonly ['Profile'];
  readonly name?: string;
  readonly url?: string;
  readonly description?: string;
  readonly image?: Image;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: Address;
  readonly official?: string;
  readonly otherIdentifier?: readonly IdentifierEntry[];
};

/** Type names of a CASE or CTDL target, or `ext:…`. */
export type Alignment = {
  readonly type: readonly ['Alignment'];
  readonly targetName: string;
  readonly targetUrl: string;
  readonly targetCode?: string;
  readonly targetDescription?: string;
  readonly targetFramework?: string;
  readonly targetType?: string;
};

export type Criteria = { readonly id?: string; readonly narrative?: string };

export type Related = {
  readonly id: string;
  readonly type: readonly ['Related'];
  readonly inLanguage?: string;
  readonly version?: string;
};

export type RubricCriterionLevel = {
  readonly id: string;
  readonly type: readonly ['RubricCriterionLevel'];
  readonly name: string;
  readonly description?: string;
  /** The rank from `1` for the lowest upwards: order in a JSON-LD set is not signed. */
  readonly level?: string;
  readonly points?: string;
  readonly alignment?: readonly Alignment[];
};

export type ResultDescription = {
  readonly id: string;
  readonly type: readonly ['ResultDescription'];
  readonly name: string;
  readonly resultType: 'RubricCriterionLevel' | 'Status';
  readonly requiredLevel?: string;
  readonly rubricCriterionLevel?: readonly RubricCriterionLevel[];
  readonly alignment?: readonly Alignment[];
};

export type ResultStatus = 'Completed' | 'Enrolled' | 'Failed' | 'InProgress' | 'OnHold' | 'Provisional' | 'Withdrew';

export type Result = {
  readonly type: readonly ['Result'];
  readonly resultDescription: string;
  readonly achievedLevel?: string;
  readonly value?: string;
  readonly status?: ResultStatus;
};

export type Achievement = {
  readonly id: string;
  readonly type: readonly ['Achievement'];
  readonly name: string;
  readonly description: string;
  readonly criteria: Criteria;
  readonly achievementType?: string;
  readonly image?: Image;
  readonly creator?: Profile;
  readonly fieldOfStudy?: string;
  readonly specialization?: string;
  readonly humanCode?: string;
  readonly creditsAvailable?: number;
  readonly inLanguage?: string;
  readonly version?: string;
  readonly tag?: readonly string[];
  readonly alignment?: readonly Alignment[];
  readonly otherIdentifier?: readonly IdentifierEntry[];
  readonly related?: readonly Related[];
  readonly resultDescription?: readonly ResultDescription[];
};

export type AchievementSubject = {
  readonly id?: string;
  readonly type: readonly ['AchievementSubject'];
  readonly identifier?: readonly IdentityObject[];
  readonly achievement: Achievement;
  readonly result?: readonly Result[];
  readonly creditsEarned?: number;
  readonly activityStartDate?: string;
  readonly activityEndDate?: string;
  readonly licenseNumber?: string;
  readonly role?: string;
  readonly term?: string;
  readonly narrative?: string;
  readonly image?: Image;
  readonly source?: Profile;
};

export type Evidence = {
  readonly id?: string;
  readonly type: readonly ['Evidence'];
  readonly name?: string;
  readonly description?: string;
  readonly narrative?: string;
  readonly genre?: string;
  readonly audience?: string;
  /** `mediaType` and `digestSRI` are words of credentials/v2: what kind of file, and its digest as in W3C SRI. */
  readonly mediaType?: string;
  readonly digestSRI?: string;
};

export type BitstringStatusListEntry = {
  readonly id?: string;
  readonly type: 'BitstringStatusListEntry';
  readonly statusPurpose: string;
  readonly statusListIndex: string;
  readonly statusListCredential: string;
};

export type OpenBadgeCredential = {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly type: readonly ['VerifiableCredential', 'OpenBadgeCredential'];
  readonly name: string;
  readonly description?: string;
  readonly image?: Image;
  readonly issuer: Profile;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly awardedDate?: string;
  readonly credentialSubject: AchievementSubject;
  readonly evidence?: readonly Evidence[];
  readonly credentialStatus?: BitstringStatusListEntry | readonly BitstringStatusListEntry[];
};
