using System.Text.RegularExpressions;
using Coopera.Web.Hosting;
using Coopera.Web.Tests.Registrations;

namespace Coopera.Web.Tests.OwnData;

/// <summary>The list of cookies in the privacy notice is true.</summary>
public sealed partial class CookieListTests
{
    [Fact]
    public async Task What_browsers_get_is_in_the_list_and_the_list_is_on_the_page()
    {
        using var site = new CooperaSite();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var webinar = await site.WebinarAsync();
        var visitor = site.NewVisitor();
        See(await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form()));
        Assert.Equal(["coopera-iscrizione"], seen); // and nothing else for who is not staff
        var form = See(await visitor.GetAsync("/gestione/accesso"));
        See(await visitor.SubmitAsync(
            form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword }));
        var posta = See(await visitor.GetAsync("/gestione/posta"));
        See(await visitor.PostAsync("/gestione/colonne/Mails", posta.Token));

        Assert.Equal(
            ["coopera-accesso", "coopera-colonne", "coopera-dispositivo", "coopera-iscrizione", "coopera-modulo"],
            seen.Intersect(CookieList.All.Select(cookie => cookie.Name)).Order());
        Assert.Empty(seen.Except(CookieList.All.Select(cookie => cookie.Name)));
        var notice = (await site.NewVisitor().GetAsync("/privacy")).Text;
        Assert.All(CookieList.All, cookie => Assert.Contains(cookie.Name, notice, StringComparison.Ordinal));
        Assert.All(CookieList.All, cookie => Assert.Contains(cookie.Life, notice, StringComparison.Ordinal));

        Page See(Page page)
        {
            foreach (var cookie in page.Response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var name = cookie.Split('=')[0];
                seen.Add(name.StartsWith("coopera-colonne", StringComparison.Ordinal) ? "coopera-colonne" : name);
            }

            return page;
        }
    }

    /// <summary>Also those that take a second step, or a session that has ended, to be set.</summary>
    [Fact]
    public void Every_name_of_a_cookie_in_the_code_is_in_the_list_and_none_is_made_up()
    {
        var code = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Coopera.Web"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.EndsWith("CookieList.cs", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).SelectMany(line => Name().Matches(line).Select(match => match.Groups[1].Value)).Distinct().Order();

        Assert.Equal(CookieList.All.Select(cookie => cookie.Name).Order(), code);
    }

    [GeneratedRegex("\"(coopera-[a-z-]+)\"")]
    private static partial Regex Name();
}
