//! Which context keys are multivalued.

/// Whether AWS declares `key`, given in lower case, to be multivalued: a scalar operator then never matches it.
///
/// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>
#[must_use]
pub fn is_multivalued(key: &str) -> bool {
    MULTIVALUED.binary_search(&key).is_ok()
        || key.strip_suffix(":amr").is_some_and(|issuer| issuer.contains('.'))
}

/// In byte order. The SAML attributes are those that the page shows with `[]`.
const MULTIVALUED: &[&str] = &[
    "aws:calledvia",
    "aws:principalorgpaths",
    "aws:principalservicenameslist",
    "aws:resourceorgpaths",
    "aws:sourceorgpaths",
    "aws:tagkeys",
    "saml:cn",
    "saml:commonname",
    "saml:eduorghomepageuri",
    "saml:eduorgidentityauthnpolicyuri",
    "saml:eduorglegalname",
    "saml:eduorgsuperioruri",
    "saml:eduorgwhitepagesuri",
    "saml:edupersonaffiliation",
    "saml:edupersonassurance",
    "saml:edupersonentitlement",
    "saml:edupersonnickname",
    "saml:edupersonorgunitdn",
    "saml:edupersonscopedaffiliation",
    "saml:edupersontargetedid",
    "saml:givenname",
    "saml:mail",
    "saml:name",
    "saml:organizationstatus",
    "saml:primarygroupsid",
    "saml:surname",
    "saml:uid",
    "saml:x500uniqueidentifier",
    "sts:transitivetagkeys",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(MULTIVALUED.is_sorted());
    }

    #[test]
    fn declared_keys() {
        for key in [
            "aws:tagkeys",
            "sts:transitivetagkeys",
            "token.actions.githubusercontent.com:amr",
            "saml:edupersonorgunitdn",
        ] {
            assert!(is_multivalued(key), "{key}");
        }
        for key in [
            "token.actions.githubusercontent.com:sub",
            "aws:sourceip",
            "saml:sub",
            "saml:edupersonorgdn",
            "k:amr",
        ] {
            assert!(!is_multivalued(key), "{key}");
        }
    }
}
