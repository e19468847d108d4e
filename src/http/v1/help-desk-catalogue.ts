import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import {
  catalogueEntry,
  listCatalogue,
  type CatalogueEntry,
  type CatalogueList,
} from '../../store/catalogue.ts'
import {
  CatalogueQuery,
  ChangeCustomer,
  ChangeProduct,
  Customer,
  NewCustomer,
  NewProduct,
  Product,
  ProductVersion,
} from '../contract/help-desk-lists.ts'
import { Id, pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { entryRoutes, type EntryRoutes } from './help-desk-entry-routes.ts'
import { customerAnswer, productAnswer } from './help-desk-views.ts'

const tags = ['Help desk lists']

interface Catalogue {
  list: CatalogueList
  path: string
  title: string
  shapes: EntryRoutes['shapes']
  answer: (entry: CatalogueEntry) => object
}

const catalogues: Catalogue[] = [
  {
    list: 'customers',
    path: '/v1/help-desk/customers',
    title: 'customers',
    shapes: { item: Customer, fresh: NewCustomer, change: ChangeCustomer },
    answer: customerAnswer,
  },
  {
    list: 'products',
    path: '/v1/help-desk/products',
    title: 'products',
    shapes: { item: Product, fresh: NewProduct, change: ChangeProduct },
    answer: productAnswer,
  },
  {
    list: 'versions',
    path: '/v1/help-desk/products/:product/versions',
    title: 'versions of a product',
    shapes: { item: ProductVersion, fresh: NewProduct, change: ChangeProduct },
    answer: productAnswer,
  },
]

/** `/v1/help-desk/customers`, `…/products` and `…/products/:product/versions` (C47). */
export function helpDeskCatalogueRoutes(app: Api, deps: Deps): void {
  for (const { list, path, title, shapes, answer } of catalogues) {
    app.get(path, {
      config: { demands: 'help-desk:read' },
      schema: {
        tags,
        summary: `The ${title} that can be chosen, by name`,
        params: z.object({ product: Id.optional() }),
        querystring: CatalogueQuery,
        response: { 200: pageOf(shapes.item), 404: Problem },
      },
      handler: async (request) => {
        const { workspaceId } = actorOf(request)
        const { q, ...page } = request.query
        const productId = request.params.product
        const { db } = deps.store
        if (productId && !(await catalogueEntry(db, workspaceId, { list: 'products', id: productId }))) {
          throw notFound('product')
        }
        const found = await listCatalogue(db, workspaceId, {
          ...page,
          words: q || undefined,
          list,
          productId,
        })
        return { ...found, items: found.items.map(answer) }
      },
    })
    entryRoutes(app, deps, {
      list,
      path,
      shapes,
      async read({ store }, workspaceId, of) {
        const entry = await catalogueEntry(store.db, workspaceId, { list, ...of })
        return entry && answer(entry)
      },
    })
  }
}
