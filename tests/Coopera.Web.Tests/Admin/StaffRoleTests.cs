using AngleSharp.Html.Dom;
using Coopera.Core.Data;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Admin;

/// <summary>Every route of the back office, tried by every role and by none, against <see cref="RoleTable"/>.</summary>
public sealed class StaffRoleTests(StaffRoleTests.Walk walk) : IClassFixture<StaffRoleTests.Walk>
{
    private const string Outside = "not signed in";
    private const string NoRole = "signed in, no role";

    private static readonly Dictionary<string, string[]?> People = new()
    {
        [Outside] = null,
        [NoRole] = [],
        ["Esportazione alone"] = [StaffRoles.Export],
        ["Lettura"] = [StaffRoles.Reader],
        ["Lettura, Esportazione"] = [StaffRoles.Reader, StaffRoles.Export],
        ["Segreteria"] = [StaffRoles.Secretariat],
        ["Segreteria, Esportazione"] = [StaffRoles.Secretariat, StaffRoles.Export],
        ["Redazione"] = [StaffRoles.Editor],
        ["Redazione, Esportazione"] = [StaffRoles.Editor, StaffRoles.Export],
        ["Amministrazione"] = [StaffRoles.Administrator],
        ["Amministrazione, Esportazione"] = [StaffRoles.Administrator, StaffRoles.Export],
    };

    public static TheoryData<string> Everybody() => [.. People.Keys];

    public static TheoryData<string> WithARole() =>
        [.. People.Where(person => person.Value?.Intersect(StaffRoles.All).Any() == true).Select(person => person.Key)];

    [Fact]
    public async Task Every_route_of_gestione_is_in_the_table_and_the_table_holds_no_other()
    {
        var declared = RoleTable.Lines.Select(line => line.ToString()).ToList();
        var routes = (await walk.RoutesAsync()).SelectMany(route => route.Methods.Select(method => $"{method} {route.Pattern}")).ToList();

        Assert.Empty(declared.GroupBy(line => line).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.True(
            !routes.Except(declared).Any(), $"Say in {nameof(RoleTable)} who may use {string.Join(" and ", routes.Except(declared))}.");
        Assert.True(
            !declared.Except(routes).Any(),
            $"The site has no more {string.Join(" and ", declared.Except(routes))}: take it out of {nameof(RoleTable)}.");
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task The_table_says_what_is_open_to(string who)
    {
        var roles = People[who];
        var visitor = await walk.EnterAsync(roles);
        var wrong = new List<string>();
        foreach (var route in await walk.RoutesAsync())
        {
            foreach (var line in RoleTable.Lines.Where(line => line.Pattern == route.Pattern && route.Methods.Contains(line.Method)))
            {
                // A POST without its token: who may send it is told so (400), who may not never gets that far.
                var answer = line.Method == "GET" ? await visitor.GetAsync(route.Address) : await visitor.PostAsync(route.Address);
                var refused = answer.Status == 302 && Path(answer) is "/gestione/accesso" or "/gestione/accesso-negato";
                if (refused == line.May(roles)
                    || (refused && Path(answer) != (roles is null ? "/gestione/accesso" : "/gestione/accesso-negato")))
                {
                    wrong.Add($"{line} answers {answer.Status} {answer.Location}, the table says {(line.May(roles) ? "yes" : "no")}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>What somebody may not do is not offered to them.</summary>
    [Theory]
    [MemberData(nameof(WithARole))]
    public async Task No_page_shows_a_link_or_a_button_that_would_be_refused_to(string who)
    {
        var roles = People[who];
        var visitor = await walk.EnterAsync(roles);
        var wrong = new HashSet<string>();
        var pages = 0;
        foreach (var route in (await walk.RoutesAsync()).Where(route => route.Takes("GET")))
        {
            var page = await visitor.GetAsync(route.Address);
            if (page.Response.Content.Headers.ContentType?.MediaType == "text/html" && page.Status is 200 or 403)
            {
                pages++;
                wrong.UnionWith(Offers(page).Where(offer => RoleTable.Find(offer.Method, offer.Path)?.May(roles) == false).Select(
                    offer => $"{route} offers {offer.Method} {offer.Path}"));
            }
        }

        Assert.Empty(wrong);
        Assert.True(pages >= 8, "No page was looked at.");
    }

    [Theory]
    [InlineData(StaffRoles.Reader, "/gestione/adesioni/nuova", "serve il ruolo Segreteria (o Amministrazione)")]
    [InlineData(StaffRoles.Editor, "/gestione/adesioni/nuova", "serve il ruolo Segreteria (o Amministrazione)")]
    [InlineData(StaffRoles.Secretariat, "/gestione/adesioni.csv", "serve il diritto di esportare i dati")]
    public async Task Who_may_not_is_told_what_it_takes_and_whom_to_ask(string role, string address, string sentence)
    {
        var visitor = await walk.EnterAsync([role]);

        var page = await visitor.GetAsync((await visitor.GetAsync(address)).Location!);

        Assert.Equal((403, "Non hai accesso a questa pagina"), (page.Status, page.Heading));
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
        Assert.Contains($"Il tuo profilo ora ha: {StaffRoles.Word(role)}.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='mailto:{CooperaSite.AdministratorEmail}']"));
    }

    [Fact]
    public async Task The_page_that_says_no_tells_strangers_nothing_and_takes_no_words_from_the_address()
    {
        var page = await walk.Site.NewVisitor().GetAsync("/gestione/accesso-negato?serve=Handle&serve=%3Cb%3Equalcosa");

        Assert.Equal(403, page.Status);
        Assert.DoesNotContain("@anci.example", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("qualcosa", page.Html, StringComparison.Ordinal);
    }

    private static string Path(Page answer) => new Uri(new Uri("http://localhost"), answer.Location).AbsolutePath;

    private static IEnumerable<(string Method, string Path)> Offers(Page page)
    {
        var root = new Uri("http://localhost/");
        foreach (var link in page.Document.QuerySelectorAll("a[href]"))
        {
            yield return ("GET", new Uri(root, link.GetAttribute("href")).AbsolutePath);
        }

        foreach (var form in page.Document.QuerySelectorAll("form[action]").OfType<IHtmlFormElement>())
        {
            yield return (form.Method.ToUpperInvariant(), new Uri(root, form.GetAttribute("action")).AbsolutePath);
            foreach (var button in form.QuerySelectorAll("[formaction]"))
            {
                yield return (form.Method.ToUpperInvariant(), new Uri(root, button.GetAttribute("formaction")).AbsolutePath);
            }
        }
    }

    /// <summary>One site for the whole walk, with something behind every address.</summary>
    public sealed class Walk : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private IReadOnlyList<SiteRoute>? _routes;

        public CooperaSite Site { get; } = new();

        internal async Task<IReadOnlyList<SiteRoute>> RoutesAsync()
        {
            await _turn.WaitAsync();
            try
            {
                return _routes ??= [.. (await EveryRoute.OfAsync(Site)).Where(route => route.IsStaff)];
            }
            finally
            {
                _turn.Release();
            }
        }

        /// <param name="roles">Null: somebody who has not signed in.</param>
        public Task<Visitor> EnterAsync(string[]? roles) =>
            roles is null ? Task.FromResult(Site.NewVisitor()) : Site.NewStaffMemberAsync(roles);

        public void Dispose()
        {
            Site.Dispose();
            _turn.Dispose();
        }
    }
}
