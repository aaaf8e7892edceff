namespace Sallyport.Cli.Tests.Commands;

public sealed class SallyportCommandTests
{
    public static TheoryData<string, string> Misuse => new()
    {
        { "login hub.example.com --token spt_t", "is not a console's address" },
        { "login http://hub.example.com --token spt_t", "is not a console's address" },
        { "login --token https://hub.example.com", "Name the hub before --token" },
        { "login https://hub.example.com --device --token spt_x", "exclude each other" },
        { "kubeconfig --merge --write x", "--merge stands by itself" },
        { "kubeconfig --merge --with-token", "--merge stands by itself" },
        { "kubeconfig --valid-for 1h", "--valid-for is for --with-token" },
        { "kubeconfig --exec-api-version v1alpha1", "v1alpha1" },
        { "tokens create", "Required argument missing" },
        { "completion tcsh", "tcsh" },
        { "validity set", "Nothing to change" },
        { "settings set secret visible", "secret" },
        { "settings set secrets visible --for soon", "is not a duration" },
        { "settings set secrets visible --project shop --cluster a", "--project names a place by itself" },
        { "assignments add --role project-read-only", "Name one subject" },
        { "assignments add --role project-read-only --user ada --group dev", "Name one subject" },
        { "can-i get pods", "'--cluster' is required" },
        { "clusters frobnicate", "frobnicate" },
        { "roles create reader", "Give the rules in a file" },
        { "guardrails create calm --except-user ada", "Give the rules in a file" },
        { "guardrails create calm -f guardrail.yaml --except-user ada", "a file says them itself" },
        { "guardrails create calm -f guardrail.yaml --namespace shop", "a file says them itself" },
        { "roles create reader --verb get", "Give the rules in a file" },
        { "roles create reader -f role.yaml --resource pods", "Give the rules in a file" },
        { "roles create reader -f role.yaml --read-only", "a file says them itself" },
    };

    [Theory]
    [MemberData(nameof(Misuse))]
    public void Parse_Misuse_SaysWhatIsWrong(string line, string said) =>
        SallyportCommand.Create().Parse(line).Errors.Select(error => error.Message).Should().Contain(message => message.Contains(said, StringComparison.Ordinal));

    [Theory]
    [InlineData("settings set secrets visible")]
    [InlineData("settings set shell allowed --cluster dev-1 -n shop-* --group oncall --for 2h --reason incident")]
    [InlineData("settings set ask-text https://ask.example.com")]
    [InlineData("clusters add prod --label env=prod --label team=shop")]
    [InlineData("clusters label prod env=prod team-")]
    [InlineData("assignments add --role namespace-admin --user ada --cluster a --namespace b")]
    [InlineData("can-i get secrets --cluster demo -n shop -o json")]
    [InlineData("audit --follow -o json")]
    [InlineData("audit -o yaml")]
    [InlineData("users add ci --machine -o json")]
    [InlineData("users invite ada")]
    [InlineData("validity get -o yaml")]
    [InlineData("validity set --longest-token 0 --kubeconfig-with-token false")]
    [InlineData("users revoke ada -o yaml")]
    [InlineData("roles create reader --read-only --title Reader --verb get,list --resource pods,deployments.apps --resource-name a")]
    [InlineData("roles create reader -f - --replace")]
    [InlineData("roles show reader -o yaml")]
    [InlineData("roles delete reader")]
    [InlineData("explain get secrets -n shop --cluster demo --as ada -o yaml")]
    [InlineData("explain get pods")]
    [InlineData("who-can delete deployments.apps -n shop --cluster demo")]
    [InlineData("who-can create pods/exec -o json")]
    [InlineData("guardrails create calm --verb delete --resource *.* --cluster-selector env=prod --except-group sre --except-user ada")]
    [InlineData("guardrails create calm -f guardrail.yaml")]
    [InlineData("guardrails list -o yaml")]
    [InlineData("guardrails delete calm")]
    [InlineData("login")]
    [InlineData("login https://hub.example.com")]
    [InlineData("login https://hub.example.com --token")]
    [InlineData("login https://hub.example.com --token -")]
    [InlineData("login https://hub.example.com --token spt_x --ca ca.crt --profile admin")]
    [InlineData("login --device")]
    [InlineData("--profile admin clusters list")]
    [InlineData("kubeconfig --merge -n shop --cluster a --cluster b")]
    [InlineData("kubeconfig --with-token --valid-for 1h --write x")]
    [InlineData("tokens create ada --valid-for 1h")]
    [InlineData("tokens list ada -o yaml")]
    [InlineData("tokens list")]
    [InlineData("providers set corp --issuer https://id.example.com --client-id sallyport --client-secret-file - --group a=b --group a=c")]
    [InlineData("providers set corp --issuer https://id.example.com --client-id sallyport --certificate-authority-file ca.pem")]
    [InlineData("providers get corp -o json")]
    [InlineData("providers remove corp")]
    [InlineData("workload-issuers set ci -f - -o json")]
    [InlineData("workload-issuers list --search ci")]
    [InlineData("users reset-second-factor ada")]
    [InlineData("users update ada --longest-token 8h -o yaml")]
    public void Parse_ProperUse_IsUnderstood(string line) => SallyportCommand.Create().Parse(line).Errors.Should().BeEmpty();
}
