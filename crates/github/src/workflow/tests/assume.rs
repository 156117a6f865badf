//! The steps that assume a role.

use super::{facts, predicted, with, workflow};
use crate::workflow::{AssumeStep, Oidc, Prediction};

const ARN: &str = "arn:aws:iam::123456789012:role/r";

fn steps(job: &str) -> Vec<AssumeStep> {
    first(&predicted(&workflow("schedule", job)))
}

fn first(prediction: &Prediction) -> Vec<AssumeStep> {
    prediction.candidates().next().expect("candidate").steps.clone()
}

/// One step of `configure-aws-credentials` at `version` with inputs and job variables.
fn configure(version: &str, with: &str, env: &str) -> AssumeStep {
    let job = format!(
        "env: {{{env}}}\n    steps:\n      - uses: aws-actions/configure-aws-credentials@{version}\n        with: {{{with}}}"
    );
    steps(&job).remove(0)
}

fn oidc(step: &AssumeStep) -> &'static str {
    match &step.oidc {
        Oidc::Yes => "yes",
        Oidc::No { reason, .. } => reason.as_str(),
        Oidc::Maybe { .. } => "maybe",
    }
}

fn role(step: &AssumeStep) -> String {
    step.role.as_ref().map(|role| role.value.to_string()).unwrap_or_default()
}

#[test]
fn inputs_and_defaults() {
    let step = configure("v6", &format!("role-to-assume: '{ARN}', aws-region: eu-west-1"), "");
    assert_eq!((role(&step).as_str(), oidc(&step)), (ARN, "yes"));
    assert_eq!(step.audience.value.to_string(), "sts.amazonaws.com");
    assert_eq!(step.session_name.value.to_string(), "GitHubActions");
    assert_eq!(step.region.expect("region").value.to_string(), "eu-west-1");
    let step = configure(
        "v4",
        &format!("ROLE-TO-ASSUME: '{ARN}', audience: other, role-session-name: s"),
        "AUDIENCE: no",
    );
    assert_eq!(step.audience.value.to_string(), "other");
    assert_eq!(step.session_name.value.to_string(), "s");
}

#[test]
fn samples_have_the_audience_of_the_step() {
    let job = format!(
        "steps: [{{uses: aws-actions/configure-aws-credentials@v6, with: {{role-to-assume: '{ARN}'}}}}]"
    );
    let prediction = predicted(&workflow("schedule", &job));
    let candidate = prediction.candidates().next().expect("candidate");
    assert_eq!(candidate.samples()[0].claims["aud"], "https://github.com/octo");
    assert_eq!(candidate.samples_for(&candidate.steps[0])[0].claims["aud"], "sts.amazonaws.com");
}

#[test]
fn the_oidc_path_is_switched_off() {
    let arn = format!("role-to-assume: '{ARN}', aws-region: eu-west-1");
    for (version, inputs, env, expected) in [
        ("v6", "aws-access-key-id: '${{ secrets.KEY }}'", "", "credentials-not-oidc"),
        ("v6", "aws-access-key-id: ''", "", "yes"),
        ("v6", "role-chaining: true", "", "credentials-not-oidc"),
        ("v6", "role-chaining: false", "", "yes"),
        ("v6", "web-identity-token-file: /t", "", "credentials-not-oidc"),
        ("v5", "force-skip-oidc: true", "", "credentials-not-oidc"),
        ("v4", "force-skip-oidc: true", "", "yes"),
        ("v4.2.0", "x: y", "ROLE_CHAINING: 'true'", "credentials-not-oidc"),
        ("v4.1.0", "x: y", "ROLE_CHAINING: 'true'", "yes"),
        ("main", "x: y", "ROLE_CHAINING: 'true'", "maybe"),
        ("v6", "x: y", "WEB_IDENTITY_TOKEN_FILE: /t", "credentials-not-oidc"),
        ("v6", "x: y", "AWS_ACCESS_KEY_ID: k", "yes"),
        ("v6", "role-chaining: '${{ vars.CHAIN }}'", "", "maybe"),
        ("v6", "role-chaining: 'yes'", "", "maybe"),
        ("v4", "role-chaining: 'yes'", "", "yes"),
    ] {
        let step = configure(version, &format!("{arn}, {inputs}"), env);
        assert_eq!(oidc(&step), expected, "{version} {inputs} {env}");
    }
}

#[test]
fn the_role_has_to_be_an_arn() {
    assert_eq!(oidc(&configure("v6", "role-to-assume: deploy", "")), "role-not-arn");
    assert_eq!(oidc(&configure("v6", "role-to-assume: 'deploy-${{ vars.X }}'", "")), "role-not-arn");
    assert_eq!(
        oidc(&configure("v6", "role-to-assume: 'arn:aws-cn:iam::1:role/${{ vars.X }}', aws-region: r", "")),
        "yes"
    );
    let open = configure("v6", "role-to-assume: '${{ secrets.ROLE }}', aws-region: r", "");
    assert_eq!((role(&open).as_str(), oidc(&open)), ("<secrets.ROLE>", "yes"));
    assert_eq!(open.assumptions.len(), 1, "it has to be an ARN");
    assert_eq!(oidc(&configure("v6", "aws-region: x", "")), "role-missing");
}

#[test]
fn inputs_lose_the_white_space_around_them() {
    let inputs =
        format!("role-to-assume: \" {ARN}\\n\", audience: \"sts.amazonaws.com\\n\", aws-region: ' r '");
    let step = configure("v4", &inputs, "");
    assert_eq!((role(&step).as_str(), oidc(&step)), (ARN, "yes"));
    assert_eq!(step.audience.value.to_string(), "sts.amazonaws.com");
}

#[test]
fn an_empty_audience_is_github_s_default() {
    let audience = |version: &str, input: &str, env: &str| {
        let inputs = format!("role-to-assume: '{ARN}', aws-region: r, audience: {input}");
        configure(version, &inputs, env).audience.value.to_string()
    };
    assert_eq!(audience("v4", "''", ""), "https://github.com/octo");
    assert_eq!(audience("v4", "'${{ github.event.no }}'", ""), "<github.event.no>");
    assert_eq!(audience("v4", "' '", "AUDIENCE: other"), "other");
    assert_eq!(audience("v3", "''", "AUDIENCE: other"), "https://github.com/octo", "not before 4.2");
}

#[test]
fn a_region_is_needed() {
    let of = |version: &str, inputs: &str, env: &str| {
        oidc(&configure(version, &format!("role-to-assume: '{ARN}'{inputs}"), env))
    };
    assert_eq!(of("v6", "", ""), "region-input");
    assert_eq!(of("v6", ", aws-region: ''", ""), "region-input");
    assert_eq!(of("v1", ", aws-region: eu_west_1", ""), "region-input");
    assert_eq!(of("v6", ", aws-region: '${{ secrets.REGION }}'", ""), "yes");
    assert_eq!(of("v6", "", "AWS_REGION: eu-west-1"), "yes");
    assert_eq!(of("v4.1.0", "", "AWS_REGION: eu-west-1"), "region-input");
    assert_eq!(of("main", "", "AWS_REGION: eu-west-1"), "maybe");
    assert_eq!(of("main", "", ""), "maybe");
    let after = format!(
        "steps:\n      - uses: some/setup@v1\n      - uses: aws-actions/configure-aws-credentials@v6\n        with: {{role-to-assume: '{ARN}'}}"
    );
    assert_eq!(oidc(&steps(&after)[0]), "maybe", "an earlier step may have set `AWS_REGION`");
    let heredoc = after.replace("uses: some/setup@v1", "run: ./regions.sh >> $GITHUB_ENV");
    assert_eq!(oidc(&steps(&heredoc)[0]), "maybe", "so may an earlier script");
    let own = predicted(
        &workflow("schedule", &after)
            .replace("ubuntu-latest", "self-hosted")
            .replace("      - uses: some/setup@v1\n", ""),
    );
    assert_eq!(oidc(&first(&own)[0]), "maybe", "a runner of one's own may have set it");
}

#[test]
fn the_account_has_to_be_allowed() {
    let of = |version: &str, list: &str| {
        let inputs = format!("role-to-assume: '{ARN}', aws-region: r, allowed-account-ids: {list}");
        configure(version, &inputs, "")
    };
    assert_eq!(oidc(&of("v6", "'999988887777'")), "account-not-allowed");
    assert_eq!(oidc(&of("v6", "'999988887777, 123456789012'")), "yes");
    assert_eq!(oidc(&of("v4", "'999988887777'")), "yes", "not before 5");
    assert_eq!(oidc(&of("main", "'999988887777'")), "maybe");
    let open = of("v6", "'${{ vars.ACCOUNTS }}'");
    assert_eq!((oidc(&open), open.assumptions.len()), ("yes", 1));
}

#[test]
fn a_number_without_quotes_is_a_number() {
    let inputs = "role-to-assume: 'arn:aws:iam::012345678901:role/r', aws-region: r, allowed-account-ids: 012345678901";
    assert_eq!(oidc(&configure("v6", inputs, "")), "account-not-allowed", "it is 12345678901");
}

#[test]
fn roles_through_variables() {
    let step = configure("v4", "x: y", &format!("ROLE_TO_ASSUME: '{ARN}', AWS_REGION: r"));
    assert_eq!((role(&step).as_str(), oidc(&step)), (ARN, "yes"));
    assert_eq!(role(&configure("v3", "x: y", &format!("ROLE_TO_ASSUME: '{ARN}'"))), "", "not before 4.2");
    let step = configure("v2", "role-to-assume: '${{ env.ROLE }}'", &format!("ROLE: '{ARN}'"));
    assert_eq!(role(&step), ARN);
    let written = steps(&format!(
        "steps:\n      - run: echo \"ROLE={ARN}\" >> $GITHUB_ENV\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {{role-to-assume: '${{{{ env.ROLE }}}}'}}"
    ));
    assert_eq!(role(&written[0]), ARN);
}

#[test]
fn the_role_may_depend_on_the_ref() {
    let job = "steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: \"${{ github.ref == 'refs/heads/main' && 'arn:aws:iam::1:role/prod' || 'arn:aws:iam::1:role/dev' }}\"}";
    let prediction = predicted(&workflow("{push: {branches: ['**']}}", job));
    let pairs: Vec<(String, String)> = prediction
        .candidates()
        .map(|candidate| (candidate.claims["ref"].to_string(), role(&candidate.steps[0])))
        .collect();
    assert_eq!(pairs[0], ("refs/heads/main".to_owned(), "arn:aws:iam::1:role/prod".to_owned()));
    assert_eq!(pairs[1].1, "arn:aws:iam::1:role/dev");
}

#[test]
fn a_variable_may_depend_on_the_ref() {
    let job = "env:\n      ROLE: ${{ github.ref == 'refs/heads/main' && 'arn:aws:iam::1:role/prod' || 'arn:aws:iam::1:role/dev' }}\n      DEBUG: ${{ vars.DEBUG && 'a' || 'b' }}\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: '${{ env.ROLE }}'}";
    let prediction = predicted(&workflow("{push: {branches: ['**']}}", job));
    let roles: Vec<String> = prediction.candidates().map(|candidate| role(&candidate.steps[0])).collect();
    assert_eq!(
        roles,
        ["arn:aws:iam::1:role/prod", "arn:aws:iam::1:role/dev"],
        "what is not used decides nothing"
    );
}

#[test]
fn a_step_s_own_condition_counts() {
    let job = |condition: &str| {
        format!(
            "steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        if: {condition}\n        with: {{role-to-assume: '{ARN}'}}"
        )
    };
    assert!(steps(&job("github.event_name == 'push'")).is_empty());
    let left_out = predicted(&workflow("schedule", &job("github.event_name == 'push'")));
    assert!(left_out.candidates().all(|candidate| candidate.steps_left_out));
    assert_eq!(steps(&job("github.event_name == 'schedule'")).len(), 1);
    let both = predicted(&workflow("schedule", &job("steps.x.outputs.y == 'z'")));
    assert_eq!(both.candidates().map(|candidate| candidate.steps.len()).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn the_command_line() {
    let job = format!(
        "steps:\n      - run: |\n          TOKEN=$(curl -H \"Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN\" \"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=my-aud\" | jq -r .value)\n          aws sts assume-role-with-web-identity --role-arn {ARN} --role-session-name s --web-identity-token $TOKEN"
    );
    let step = steps(&job).remove(0);
    assert_eq!((role(&step).as_str(), oidc(&step)), (ARN, "yes"));
    assert_eq!(step.audience.value.to_string(), "my-aud");
    let bare = steps(&format!("steps: [{{run: 'aws sts assume-role-with-web-identity --role-arn {ARN}'}}]"));
    assert_eq!(oidc(&bare[0]), "maybe", "where the token comes from is not seen");
}

#[test]
fn every_call_in_a_script_and_none_in_a_comment() {
    let job = format!(
        "steps:\n      - run: |\n          # aws sts assume-role-with-web-identity --role-arn x\n          echo \"assume-role-with-web-identity\"\n          aws sts assume-role-with-web-identity --role-arn {ARN}\n          aws sts assume-role-with-web-identity --role-arn {ARN}2\n          aws sts assume-role-with-web-identity --cli-input-json file://x"
    );
    let found = steps(&job);
    let told: Vec<(String, &str)> = found.iter().map(|step| (role(step), oidc(step))).collect();
    let other = format!("{ARN}2");
    assert_eq!(told, [(ARN.to_owned(), "maybe"), (other, "maybe"), (String::new(), "maybe")]);
}

#[test]
fn the_variables_of_the_sdks() {
    let job = format!(
        "env: {{AWS_ROLE_ARN: '{ARN}', AWS_WEB_IDENTITY_TOKEN_FILE: /t}}\n    steps:\n      - run: curl \"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.amazonaws.com\" > /t\n      - run: aws s3 ls\n      - run: aws s3 ls"
    );
    let found = steps(&job);
    assert_eq!(found.len(), 1, "one role is assumed once");
    assert_eq!((role(&found[0]).as_str(), oidc(&found[0])), (ARN, "yes"));
}

#[test]
fn terraform_in_a_script() {
    let job = format!(
        "steps:\n      - run: |\n          cat > p.tf <<X\n          provider \"aws\" {{\n            region = \"eu-west-1\"\n            assume_role_with_web_identity {{\n              role_arn = \"{ARN}\"\n              session_name = \"tf\"\n              web_identity_token_file = \"/t\"\n            }}\n          }}\n          X"
    );
    let step = steps(&job).remove(0);
    assert_eq!(role(&step), ARN);
    assert_eq!(step.session_name.value.to_string(), "tf");
    assert_eq!(step.region.clone().expect("region").value.to_string(), "eu-west-1");
}

#[test]
fn other_actions_by_their_inputs() {
    let job = |with: &str| format!("steps:\n      - uses: some/action@v1\n        with: {{{with}}}");
    assert_eq!(role(&steps(&job("role-to-assume: my-role"))[0]), "my-role");
    assert_eq!(role(&steps(&job(&format!("role_arn: '{ARN}'")))[0]), ARN);
    assert!(steps(&job("role: admin")).is_empty(), "a role of something else");
    assert_eq!(oidc(&steps(&job("aws-role: x"))[0]), "maybe");
}

#[test]
fn composite_actions_of_the_repository() {
    let action = "inputs:\n  role: {default: deploy}\n  region: {default: eu-west-1}\nruns:\n  using: composite\n  steps:\n    - uses: aws-actions/configure-aws-credentials@v6\n      with: {role-to-assume: '${{ inputs.role }}', aws-region: '${{ inputs.region }}'}\n";
    let files = |path: &str| (path == ".github/actions/a/action.yaml").then(|| action.to_owned());
    let text = |with: &str| {
        workflow("schedule", &format!("steps:\n      - uses: ./.github/actions/a\n        with: {{{with}}}"))
    };
    let found = first(&with(&text(&format!("role: '{ARN}'")), &facts(), &files));
    assert_eq!((role(&found[0]).as_str(), oidc(&found[0])), (ARN, "yes"));
    assert_eq!(found[0].through.len(), 1);
    assert_eq!(oidc(&first(&with(&text("x: y"), &facts(), &files))[0]), "role-not-arn");
    let secret = action.replace("{default: deploy}", &format!("{{default: '{ARN}'}}"));
    let secret = |value: &str| secret.replace("'${{ inputs.region }}'", value);
    for (value, expected) in
        [("r", "yes"), ("'${{ secrets.REGION }}'", "maybe"), ("\"${{ 'secrets.R' }}\"", "region-input")]
    {
        let files = |_: &str| Some(secret(value));
        assert_eq!(oidc(&first(&with(&text("x: y"), &facts(), &files))[0]), expected, "{value}");
    }
    let endless = |_: &str| Some("runs: {using: composite, steps: [{uses: ./x}, {uses: ./x}]}".to_owned());
    let prediction = with(&workflow("schedule", "steps: [{uses: ./x}]"), &facts(), &endless);
    assert_eq!(prediction.findings[0].id.as_str(), "not-followed");
    for uses in ["./x/../.github/actions/a", "./../a", "$/.."] {
        let prediction = with(&workflow("schedule", &format!("steps: [{{uses: {uses}}}]")), &facts(), &files);
        let ids: Vec<&str> = prediction.findings.iter().map(|finding| finding.id.as_str()).collect();
        assert_eq!(ids, ["not-followed"], "{uses}");
    }
}

#[test]
fn long_lived_keys_are_found() {
    let job = "env: {AWS_ACCESS_KEY_ID: '${{ secrets.K }}'}\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {aws-access-key-id: '${{ secrets.K }}'}\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {aws-access-key-id: '${{ steps.a.outputs.k }}'}";
    let prediction = predicted(&workflow("schedule", job));
    let ids: Vec<&str> = prediction.findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["long-lived-keys", "long-lived-keys"]);
}
