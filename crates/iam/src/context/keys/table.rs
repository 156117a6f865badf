//! The table of keys: for each, what a request of each kind carries.
//!
//! Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html> (each key's "Availability"),
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>,
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html>; for `AssumeRoleWithWebIdentity` the recorded
//! calls of <https://github.com/radkawar/stackd/tree/9dc356f5e5cc49d2d334178a09c1398dd1c62617/internal/services/sts/testdata/oidc>.

use self::Availability::{Absent, Maybe, Never};

/// Whether a request of one kind carries a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Availability {
    /// It may; the text says on what that, or its value, depends.
    Maybe(&'static str),
    /// It may in general, but not when nobody set it.
    Absent,
    /// AWS never populates it for a request of this kind.
    Never,
}

/// One key, or with a trailing `*` all keys that begin so, and its availability in
/// `AssumeRoleWithWebIdentity`, `AssumeRoleWithSAML`, `AssumeRole` by a principal of an account, `AssumeRole` by a service.
pub(super) struct Row(pub(super) &'static str, pub(super) [Availability; 4]);

const NETWORK: &str = "it depends on where the call comes from";
const REQUEST: &str = "it depends on the parameters of the call";
const ROLE: &str = "it depends on the role and its account";
const CALLER: &str = "it depends on who calls";
const TIME: &str = "it depends on when the call is made";
const ASSERTION: &str = "it depends on the SAML assertion";
const SESSION: &str = "it depends on how the caller's own session began";
const SERVICE: &str = "it depends on what the service sends";
const FEDERATED: &str = "AWS documents it for sessions already issued, others use it when the session begins: whether this request carries it is not settled";
const IS_SERVICE: &str = "AWS documents it as absent from unsigned requests, yet it may be `false`: whether this request carries it is not settled";
const VIA: &str = "it depends on whether a service makes the call on the principal's behalf";

const fn everywhere(reason: &'static str) -> [Availability; 4] {
    [Maybe(reason), Maybe(reason), Maybe(reason), Maybe(reason)]
}

const fn signed_only(reason: &'static str) -> [Availability; 4] {
    [Never, Never, Maybe(reason), Never]
}

const fn service_only(reason: &'static str) -> [Availability; 4] {
    [Never, Never, Never, Maybe(reason)]
}

pub(super) const TABLE: &[Row] = &[
    Row("aws:sourceip", everywhere(NETWORK)),
    Row("aws:vpcsourceip", everywhere(NETWORK)),
    Row("aws:sourcevpc", everywhere(NETWORK)),
    Row("aws:sourcevpcarn", everywhere(NETWORK)),
    Row("aws:sourcevpce", everywhere(NETWORK)),
    Row("aws:vpceaccount", everywhere(NETWORK)),
    Row("aws:vpceorgid", everywhere(NETWORK)),
    Row("aws:vpceorgpaths", everywhere(NETWORK)),
    Row("aws:securetransport", everywhere(NETWORK)),
    Row("aws:useragent", everywhere(NETWORK)),
    Row("aws:referer", everywhere(NETWORK)),
    Row("aws:requestedregion", everywhere(NETWORK)),
    Row("aws:currenttime", everywhere(TIME)),
    Row("aws:epochtime", everywhere(TIME)),
    Row("aws:resourceaccount", everywhere(ROLE)),
    Row("aws:resourceorgid", everywhere(ROLE)),
    Row("aws:resourceorgpaths", everywhere(ROLE)),
    Row("aws:resourcetag/*", everywhere(ROLE)),
    Row("iam:resourcetag/*", everywhere(ROLE)),
    Row("sts:rolesessionname", everywhere(REQUEST)),
    Row("aws:userid", everywhere(CALLER)),
    Row("aws:principaltype", everywhere(CALLER)),
    Row("aws:principalaccount", [Maybe(CALLER), Maybe(CALLER), Maybe(CALLER), Never]),
    Row("aws:principalarn", signed_only(CALLER)),
    Row("aws:principalorgid", signed_only(CALLER)),
    Row("aws:principalorgpaths", signed_only(CALLER)),
    Row("aws:principaltag/*", [Never, Never, Maybe(CALLER), Maybe(SERVICE)]),
    Row("aws:username", signed_only(CALLER)),
    Row("aws:multifactorauthpresent", signed_only(SESSION)),
    Row("aws:multifactorauthage", signed_only(SESSION)),
    Row("aws:tokenissuetime", signed_only(SESSION)),
    Row("aws:assumedroot", signed_only(SESSION)),
    Row("aws:chatbotsourcearn", signed_only(SESSION)),
    Row("aws:ec2instancesourcevpc", signed_only(SESSION)),
    Row("aws:ec2instancesourceprivateipv4", signed_only(SESSION)),
    Row("aws:sourceidentity", signed_only(SESSION)),
    Row("ec2:roledelivery", signed_only(SESSION)),
    Row("ec2:sourceinstancearn", signed_only(SESSION)),
    Row("aws:principalisawsservice", [Maybe(IS_SERVICE), Maybe(IS_SERVICE), Maybe(CALLER), Maybe(CALLER)]),
    Row("aws:principalservicename", service_only(SERVICE)),
    Row("aws:principalservicenameslist", service_only(SERVICE)),
    Row("aws:sourcearn", service_only(SERVICE)),
    Row("aws:sourceaccount", service_only(SERVICE)),
    Row("aws:sourceorgid", service_only(SERVICE)),
    Row("aws:sourceorgpaths", service_only(SERVICE)),
    Row("aws:viaawsservice", [Maybe(VIA), Maybe(VIA), Maybe(VIA), Maybe(VIA)]),
    Row("aws:calledvia", signed_only(VIA)),
    Row("aws:calledviafirst", signed_only(VIA)),
    Row("aws:calledvialast", signed_only(VIA)),
    Row("aws:federatedprovider", [Maybe(FEDERATED), Maybe(FEDERATED), Maybe(SESSION), Never]),
    Row("aws:requesttag/*", [Absent, Maybe(ASSERTION), Maybe(REQUEST), Maybe(SERVICE)]),
    Row("aws:tagkeys", [Absent, Maybe(ASSERTION), Maybe(REQUEST), Maybe(SERVICE)]),
    Row("sts:transitivetagkeys", [Absent, Maybe(ASSERTION), Maybe(REQUEST), Maybe(SERVICE)]),
    Row("sts:sourceidentity", [Absent, Maybe(ASSERTION), Maybe(REQUEST), Maybe(SERVICE)]),
    Row("sts:externalid", [Never, Never, Maybe(REQUEST), Maybe(SERVICE)]),
    Row("sts:requestcontext/*", [Never, Never, Maybe(REQUEST), Maybe(SERVICE)]),
    Row("sts:requestcontextproviders", [Never, Never, Maybe(REQUEST), Maybe(SERVICE)]),
    Row("sts:roleauthorizedbyidp", [Maybe(CALLER), Never, Never, Never]),
    Row("saml:sub", [Never, Maybe(ASSERTION), Maybe(SESSION), Never]),
    Row("saml:sub_type", [Never, Maybe(ASSERTION), Maybe(SESSION), Never]),
    Row("saml:namequalifier", [Never, Maybe(ASSERTION), Maybe(SESSION), Never]),
    Row("saml:aud", [Never, Maybe(ASSERTION), Never, Never]),
    Row("saml:iss", [Never, Maybe(ASSERTION), Never, Never]),
    Row("saml:doc", [Never, Maybe(ASSERTION), Never, Never]),
    Row("saml:edupersonorgdn", [Never, Maybe(ASSERTION), Never, Never]),
    Row("saml:edupersonprimaryaffiliation", [Never, Maybe(ASSERTION), Never, Never]),
    Row("saml:edupersonprimaryorgunitdn", [Never, Maybe(ASSERTION), Never, Never]),
    Row("saml:edupersonprincipalname", [Never, Maybe(ASSERTION), Never, Never]),
];
