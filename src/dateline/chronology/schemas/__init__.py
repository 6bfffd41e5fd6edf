"""The chronology under the codebooks of others: one module a schema, each with its own policy, rules and losses."""
