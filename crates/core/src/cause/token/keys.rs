//! Causes in the verification of the signature.

use super::StageCause;
use crate::cause::CauseMeta;

pub(in crate::cause) static KEY_RETRIEVAL: StageCause = StageCause::new(&CauseMeta {
    id: "key-retrieval",
    title: "STS finds no key to verify the token with",
    page: "\
STS reads the issuer's discovery document (`ISSUER/.well-known/openid-configuration`) and the key set it names, and looks
for the key with the token's `kid`. It waits for about five seconds. The same answer comes where the documents are out
of reach, slow or malformed, where no key has the `kid` (or the key cannot verify the token), and where the issuer's
certificate fits neither AWS's certificate authorities nor the provider's thumbprints. For GitHub's own issuer AWS does
not look at thumbprints any more.

Sources: <https://repost.aws/knowledge-center/iam-sts-invalididentitytoken>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>

## How to fix it

With GitHub's issuer try again: it is usually a matter of a moment. With an issuer of your own make both documents
reachable from the internet, quick, and up to date after a rotation of keys.
",
});

pub(in crate::cause) static SIGNATURE: StageCause = StageCause::new(&CauseMeta {
    id: "signature",
    title: "the token's signature does not fit",
    page: "\
The issuer's key does not verify the token: it was changed after it was signed, cut, or signed by somebody else.

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

## How to fix it

Send the token as the issuer made it. A token whose signature does not fit must not be trusted; where nobody changed it
on purpose, look for what rewrites it on its way.
",
});

pub(in crate::cause) static TOKEN_UNSIGNED: StageCause = StageCause::new(&CauseMeta {
    id: "token-unsigned",
    title: "the token is not signed",
    page: "\
The token's `alg` is `none`. Anybody can write such a token, and STS takes none.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Send a token that the issuer has signed.
",
});

pub(in crate::cause) static ALGORITHM_UNSUPPORTED: StageCause = StageCause::new(&CauseMeta {
    id: "algorithm-unsupported",
    title: "the token is signed with an algorithm that STS does not verify",
    page: "\
STS verifies RS256, RS384, RS512, ES256, ES384 and ES512.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Have the issuer sign with one of them.
",
});

pub(in crate::cause) static KEY_OPERATIONS: StageCause = StageCause::new(&CauseMeta {
    id: "key-operations",
    title: "the issuer's key has `key_ops`, and STS takes no such key",
    page: "\
A key of the issuer's key set that has the member `key_ops` is not used by STS, whatever it says.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Publish the key without `key_ops`.
",
});
