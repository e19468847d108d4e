import { Text, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { connectionsQuery } from '../api/connections.ts'
import { useAllowed, useMe } from '../api/session.ts'
import classes from './connection-dot.module.css'
import { standingOf, unknown } from './standing.ts'

/** How the tracker is doing: a mark whose form and colour both tell, with words beside it where there is room. */
export function ConnectionDot() {
  const me = useMe()
  const mayLook = useAllowed('connections:read')
  const connections = useQuery({ ...connectionsQuery, enabled: mayLook })
  const { tone, words, detail } = connections.isError ? unknown : standingOf(me, connections.data)
  const content = (
    <>
      <span className={classes['dot']} data-tone={tone} aria-hidden />
      <Text span size="sm" visibleFrom="md">
        {words}
      </Text>
      <VisuallyHidden>
        Connection: {words}. {detail}
      </VisuallyHidden>
    </>
  )
  return mayLook ? (
    <Link to="/workspace/adminsettings/ticket-providers" className={classes['standing']} title={detail}>
      {content}
    </Link>
  ) : (
    <span className={classes['standing']} title={detail}>
      {content}
    </span>
  )
}
