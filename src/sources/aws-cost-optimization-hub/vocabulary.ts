import { savingKinds } from '../saving.ts'
import { capitalised, inWords } from '../wording.ts'

type Kind = (typeof savingKinds)[keyof typeof savingKinds]

const actions: Record<string, { verb: string; kind: Kind }> = {
  Rightsize: { verb: 'Resize', kind: savingKinds.rightsizing },
  ScaleIn: { verb: 'Scale in', kind: savingKinds.rightsizing },
  Stop: { verb: 'Stop', kind: savingKinds.unused },
  Delete: { verb: 'Delete', kind: savingKinds.unused },
  Upgrade: { verb: 'Upgrade', kind: savingKinds.upgrade },
  MigrateToGraviton: { verb: 'Move to Graviton:', kind: savingKinds.upgrade },
  PurchaseSavingsPlans: { verb: 'Buy', kind: savingKinds.commitment },
  PurchaseReservedInstances: { verb: 'Buy', kind: savingKinds.commitment },
}

/** What to do, in plain words; an action that AWS added since is named as AWS names it. */
export const actionOf = (actionType: string) =>
  Object.hasOwn(actions, actionType) && actions[actionType]
    ? actions[actionType]
    : { verb: capitalised(inWords(actionType)), kind: savingKinds.other }

const resourceTypes: Record<string, string> = {
  Ec2Instance: 'EC2 instance',
  Ec2AutoScalingGroup: 'EC2 Auto Scaling group',
  Ec2InstanceSavingsPlans: 'EC2 Instance Savings Plans',
  Ec2ReservedInstances: 'EC2 reserved instances',
  EbsVolume: 'EBS volume',
  EcsService: 'ECS service',
  LambdaFunction: 'Lambda function',
  ComputeSavingsPlans: 'Compute Savings Plans',
  SageMakerSavingsPlans: 'SageMaker Savings Plans',
  SageMakerEndpoint: 'SageMaker endpoint',
  RdsReservedInstances: 'RDS reserved instances',
  RdsDbInstance: 'RDS instance',
  RdsDbInstanceStorage: 'RDS instance storage',
  AuroraDbClusterStorage: 'Aurora cluster storage',
  OpenSearchReservedInstances: 'OpenSearch reserved instances',
  RedshiftReservedInstances: 'Redshift reserved nodes',
  ElastiCacheReservedInstances: 'ElastiCache reserved nodes',
  ElastiCacheCluster: 'ElastiCache cluster',
  MemoryDbReservedInstances: 'MemoryDB reserved nodes',
  MemoryDBCluster: 'MemoryDB cluster',
  DynamoDbReservedCapacity: 'DynamoDB reserved capacity',
  DynamoDBTable: 'DynamoDB table',
  DocumentDBCluster: 'DocumentDB cluster',
  NatGateway: 'NAT gateway',
  WorkSpaces: 'WorkSpace',
}

export const resourceTypeInWords = (type: string) =>
  Object.hasOwn(resourceTypes, type) ? resourceTypes[type] : inWords(type)

const efforts: Record<string, string> = {
  VeryLow: 'very-low',
  Low: 'low',
  Medium: 'medium',
  High: 'high',
  VeryHigh: 'very-high',
}

/** AWS's effort on the hub's scale; null for a word that AWS added since. */
export const effortOf = (effort: string) =>
  Object.hasOwn(efforts, effort) ? (efforts[effort] ?? null) : null
