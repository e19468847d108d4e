import { wireParameters, type WireName } from './wire-parameters.ts'
import { oneLine } from './text.ts'

/** Free text comes last: should a `#` in it cut the address off, the rest has arrived. */
const order: WireName[] = ['DMA ID', 'Element ID', 'Alarm ID', 'Root Time', 'Element Name', 'Alarm Value']

/**
 * The page's address with the alarm's parameters, in which DataMiner replaces the keywords.
 * @param pageAddress may have parameters of its own, which come first
 */
export function hyperlinkUrl(pageAddress: string): string {
  const page = new URL(pageAddress)
  const own = page.search ? `${page.search}&` : '?'
  // Keywords stay as they are: DataMiner would not know an escaped one.
  const query = order.map((name) => `${encodeURIComponent(name)}=${wireParameters[name].keyword}`).join('&')
  return `${page.origin}${page.pathname}${own}${query}${page.hash}`
}

/**
 * The entry of Hyperlinks.xml that adds “Create Ticket” to the alarm console's menu (B16), of type `url` since the
 * script of B15 cannot be shipped (BX27).
 * https://docs.dataminer.services/user-guide/Reference/Skyline_DataMiner_Folder/More_information_on_certain_files_and_folders/Hyperlinks_xml.html
 * @param of `id` must be unique in the file; `menu` is `root` or a path like `root/Tickets`
 */
export function hyperlinkXml(of: { id: number; pageAddress: string; menu?: string }): string {
  return `<HyperLinks xmlns="http://www.skyline.be/config/hyperlinks">
  <HyperLink id="${of.id}"
          version="2"
          name="Create Ticket"
          menu="${escaped(of.menu ?? 'root')}"
          type="url"
          alarmColumn="false">${escaped(hyperlinkUrl(of.pageAddress))}</HyperLink>
</HyperLinks>
`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

const escaped = (text: string) => oneLine(text).replace(/[&<>"']/gu, (character) => entities[character] ?? '')
