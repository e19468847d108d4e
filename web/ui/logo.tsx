import logo from './logo.svg'

/** Two rails and their ties. The name stands beside it, so it says nothing by itself. */
export function Logo({ size }: { size: number }) {
  return <img src={logo} width={size} height={size} alt="" />
}
