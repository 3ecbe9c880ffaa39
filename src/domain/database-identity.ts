/** Which database this is, in PostgreSQL's own words. What it does not tell us is null. */
export interface DatabaseIdentity {
  /** The cluster: drawn when it is made, and kept by its replicas and by copies of its files. */
  readonly systemIdentifier: string | null
  /** How often the cluster was recovered to a point in time, or a replica of it promoted. */
  readonly timeline: number | null
  /** The database within the cluster: its oid and its name. */
  readonly database: string
}

/** Whether it is the same database still. That it tells more or less than it did counts as another one. */
export function isSameDatabase(one: DatabaseIdentity, other: DatabaseIdentity): boolean {
  return (
    one.systemIdentifier === other.systemIdentifier &&
    one.timeline === other.timeline &&
    one.database === other.database
  )
}
