import { encode } from 'uqr'
import classes from './qr-picture.module.css'

/** Dark on light in both colour schemes: some readers know it no other way. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { border: 2 })
  const dots = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={classes['picture']}
    >
      <path d={dots.join('')} />
    </svg>
  )
}
