import { useQuery } from '@tanstack/react-query'
import { projectsQuery } from '../../api/projects.ts'
import { useAllowed } from '../../api/session.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'

interface ProjectFilterProps {
  /** A project's key, or `none`. */
  value: string | undefined
  onChange: (project: string) => void
}

export function ProjectFilter({ value, onChange }: ProjectFilterProps) {
  const mayRead = useAllowed('projects:read')
  const projects = useQuery({ ...projectsQuery, enabled: mayRead }).data ?? []
  const options = projects.map(({ key, name }) => ({ value: key, label: name }))
  return (
    <FilterSelect
      label="Project"
      all="All projects"
      value={value}
      options={[...options, { value: 'none', label: 'Without a project' }]}
      onChange={onChange}
    />
  )
}
