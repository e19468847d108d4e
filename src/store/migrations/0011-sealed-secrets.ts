/** Secrets sealed each with a key of its own, and processes that say which key they seal with. */
export const sealedSecrets = `
alter table processes add column key_id text;
comment on column processes.key_id is 'the key with which it seals secrets now';

alter table idempotency_keys add column sealed_answer text;
comment on column idempotency_keys.sealed_answer is 'instead of the answer, where that holds a secret';
create index idempotency_keys_sealed on idempotency_keys(id) where sealed_answer is not null;
delete from idempotency_keys where answer -> 'sealed' is not null;

delete from hub_facts where name = 'secret key fingerprint';
`
