/** Why a reader may have got no mail: something that the rehearsal did to them. */
export type Excuse =
  | 'left'
  | 'suppressed'
  | 'address changed'
  | 'refused by the receiver'
  | 'bounced'
  | 'complained'
