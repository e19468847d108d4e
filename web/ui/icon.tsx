/** Outlines on a 24 × 24 grid. Decoration only: whatever matters is also said in words. */
const outlines = {
  plus: 'M12 5v14M5 12h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  open: 'M13 5h6v6M19 5l-9 9M18 14v4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h4',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v1M12 20v1M3 12h1M20 12h1M5.6 5.600l.7.7M17.7 17.700l.7.7M5.6 18.400l.7-.7M17.7 6.300l.7-.7',
  moon: 'M20 14.500A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.500z',
  screen: 'M4 5h16v11H4zM9 20h6M12 16v4',
  bulb: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.900c.6.5 1 1.2 1 2.100h5c0-.9.4-1.6 1-2.100A6 6 0 0 0 12 3z',
  comment: 'M5 5h14v10h-8l-4 4v-4H5z',
  ticket: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 7v10',
  plug: 'M9 3v5M15 3v5M7 8h10v3a5 5 0 0 1-10 0zM12 16v5',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  key: 'M14.5 13a4.5 4.5 0 1 0-4-2.500L4 17v3h3v-2h2v-2h2l1.5-1.500M15.5 8.500h.01',
  sync: 'M4 12a8 8 0 0 1 13.7-5.600L20 9M20 4v5h-5M20 12a8 8 0 0 1-13.7 5.600L4 15M4 20v-5h5',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  cross: 'M6 6l12 12M18 6L6 18',
  alert:
    'M12 8v5M12 16.500h.01M10.3 4.300L2.8 17.200A2 2 0 0 0 4.5 20h15a2 2 0 0 0 1.7-2.800L13.7 4.300a2 2 0 0 0-3.4 0z',
  failed: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9l6 6M15 9l-6 6',
  antenna:
    'M12 13v8M9 21h6M12 13a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM8.500 15a5 5 0 0 1 0-7M15.500 15a5 5 0 0 0 0-7M5.700 17.500a8.500 8.500 0 0 1 0-12M18.300 17.500a8.500 8.500 0 0 0 0-12',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  funnel: 'M4 5h16l-6 8v6l-4-2v-4z',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  pause: 'M9 6v12M15 6v12',
  edit: 'M4 20l1-4.500L16 4.500l3.5 3.500L8.500 19zM13.500 7l3.500 3.500',
  swap: 'M7 5L3 9l4 4M3 9h13M17 11l4 4-4 4M21 15H8',
  box: 'M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500 8-4.500M12 12v9',
  desk: 'M4 14v-2a8 8 0 0 1 16 0v2M4 13h3v6H5a1 1 0 0 1-1-1zM20 13h-3v6h2a1 1 0 0 0 1-1zM17 19c0 1.500-2 2-4 2',
  mail: 'M4 6h16v12H4zM4 7.500l8 6 8-6',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  lock: 'M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3',
  pulse: 'M3 12h4l2.500-7 5 14 2.500-7h4',
  people:
    'M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20v-1.500a4 4 0 0 1 4-4h5a4 4 0 0 1 4 4V20M16 11.200a3.500 3.500 0 0 0 0-6.400M18.500 14.800a4 4 0 0 1 3 3.700V20',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500a7.500 7.500 0 0 1 15 0',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
} as const

export type IconName = keyof typeof outlines

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={outlines[name]} />
    </svg>
  )
}
