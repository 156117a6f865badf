/** Trust policies for the tests. */

/** The text of a trust policy of GitHub for these subjects. */
export function trusting(...subjects: string[]): string {
  const host = "token.actions.githubusercontent.com";
  const statement = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${host}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${host}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${host}:sub`]: subjects },
    },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2);
}
