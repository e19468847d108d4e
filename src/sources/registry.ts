import { awsCostOptimizationHub } from './aws-cost-optimization-hub/index.ts'
import { azureAdvisor } from './azure-advisor/index.ts'
import { googleRecommender } from './google-recommender/index.ts'
import { ownForm } from './own-form.ts'
import type { RecommendationFormat } from './source.ts'
import { storableOnly } from './storable.ts'

/** The one list, most particular first; the hub's own form takes what no other recognises. */
export const recommendationFormats: RecommendationFormat[] = [
  awsCostOptimizationHub,
  azureAdvisor,
  googleRecommender,
  ownForm,
].map(storableOnly)
