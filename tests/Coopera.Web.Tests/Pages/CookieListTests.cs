using System.Text.RegularExpressions;
using Coopera.Web.Tests.Registrations;

namespace Coopera.Web.Tests.Pages;

/// <summary>The notice and the record of processing name every cookie that the site sets, and no other.</summary>
public sealed partial class CookieListTests : IDisposable
{
    private readonly CooperaSite _site = new(sample: true);

    [Fact]
    public async Task The_lists_of_cookies_are_those_of_the_program()
    {
        var program = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Coopera.Web"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Quoted().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.TrimEnd('-')))
            .Where(name => name != "coopera-web").Distinct().Order(StringComparer.Ordinal).ToList();
        var notice = (await _site.NewVisitor().GetAsync("/privacy")).Text;
        var record = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "privacy.md"), TestContext.Current.CancellationToken);

        Assert.Equal(8, program.Count);
        Assert.Equal(program, Named().Matches(notice).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(program, Named().Matches(record).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_set_on_the_way_through_the_site_is_in_the_list()
    {
        var notice = (await _site.NewVisitor().GetAsync("/privacy")).Text;
        var visitor = _site.NewVisitor();
        var staff = _site.NewVisitor();
        var signIn = await staff.GetAsync("/gestione/accesso");
        var signedIn = await staff.SubmitAsync(
            signIn, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });
        var form = await staff.GetAsync("/gestione/conservazione/Answers/rinvia");
        var changed = await staff.SubmitAsync(form, new() { ["Days"] = "30", ["Reason"] = "Servono ancora" });
        var set = new[]
        {
            await visitor.GetAsync("/"),
            await visitor.SubmitAsync(await visitor.GetAsync("/webinar/esempio-tavolo-tecnico/iscrizione"), SignUpPageTests.Form()),
            signIn, signedIn, changed,
        }.SelectMany(answer => answer.Response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
            .Select(cookie => cookie.Split('=')[0].Replace("__Host-", "", StringComparison.Ordinal)
                .Replace("__Secure-", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(["coopera-accesso", "coopera-dispositivo", "coopera-esito", "coopera-iscrizione", "coopera-modulo"], set);
        Assert.All(set, name => Assert.Contains(name, notice, StringComparison.Ordinal));
    }

    public void Dispose() => _site.Dispose();

    [GeneratedRegex("\"(coopera-[a-z-]+)")]
    private static partial Regex Quoted();

    [GeneratedRegex("coopera-[a-z]+(-[a-z]+)*")]
    private static partial Regex Named();
}
