/** Which cluster a database is in, in PostgreSQL's own words. What it does not tell us is null. */
export interface Cluster {
  /** Drawn when the cluster is made, and kept by its replicas and by copies of its files. */
  readonly systemIdentifier: string | null
  /** How often the cluster was recovered to a point in time, or a replica of it promoted. */
  readonly timeline: number | null
}

/** Which database this is. */
export interface DatabaseIdentity extends Cluster {
  /** Its oid and its name in the cluster, and the oid of a table in it, which another restore would change. */
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
