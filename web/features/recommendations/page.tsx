import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { recommendationsQuery, type RecommendationSearch } from '../../api/recommendations.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { RecommendationFilters } from './filters.tsx'
import { RecommendationList } from './list.tsx'
import { NoRecommendations } from './none.tsx'

export function RecommendationsPage() {
  return (
    <Gate right="recommendations:read">
      <Recommendations />
    </Gate>
  )
}

function Recommendations() {
  const search = useSearch({ from: '/shell/recommendations' })
  const navigate = useNavigate({ from: '/recommendations' })
  const query = useQuery(recommendationsQuery(search))
  const onRefine = (changed: RecommendationSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  return (
    <Page title="Recommendations" lead="What could be saved, and what became of it.">
      <RecommendationFilters search={search} onRefine={onRefine} />
      <Loaded query={query} skeleton={<LoadingRows rows={5} height={112} />}>
        {(page) =>
          page.items.length === 0 && !search.after ? (
            <NoRecommendations narrowed={narrowed} onClear={onClear} />
          ) : (
            <RecommendationList
              page={page}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={narrowed ? onClear : undefined}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
            />
          )
        }
      </Loaded>
    </Page>
  )
}
