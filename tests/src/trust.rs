//! Trust policies that tests write.

/// A policy that lets in, by `StringLike`, the subjects that match `sub`.
pub fn trusting(sub: &str) -> String {
    format!(
        r#"{{
  "Version": "2012-10-17",
  "Statement": [
    {{
      "Sid": "Deploy",
      "Effect": "Allow",
      "Principal": {{"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}},
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {{
        "StringEquals": {{"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}},
        "StringLike": {{"token.actions.githubusercontent.com:sub": "{sub}"}}
      }}
    }}
  ]
}}
"#
    )
}
