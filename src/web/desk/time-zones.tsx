export const ZONES_ID = 'time-zones'

/** What can be chosen for a field that has this as its `list`. */
export function TimeZones() {
  return (
    <datalist id={ZONES_ID}>
      {ZONES.map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  )
}

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
