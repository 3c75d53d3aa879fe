using Coopera.Web.Admin.Help;

namespace Coopera.Web.Tests.Admin;

public sealed class StaffHelpTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("/gestione", "oggi")]
    [InlineData("/gestione/webinar", "webinar")]
    [InlineData("/gestione/webinar/12", "un-webinar")]
    [InlineData("/gestione/webinar/12/modifica", "un-webinar")]
    [InlineData("/gestione/webinar/12/iscritti", "iscrizioni")]
    [InlineData("/gestione/adesioni/referenti", "adesioni")]
    [InlineData("/gestione/adesioni/01a207d9-2100-7e40-baa0-21fd64d94476", "una-adesione")]
    [InlineData("/gestione/registro/accessi", "registro")]
    [InlineData("/gestione/messaggi/nuovo", "messaggi")]
    [InlineData("/gestione/aiuto", null)]
    public void Every_page_has_the_help_of_what_it_is_about(string path, string? anchor) =>
        Assert.Equal(anchor, StaffHelp.Of(path)?.Anchor);

    [Fact]
    public async Task Every_route_of_gestione_but_the_help_itself_has_help()
    {
        var routes = RoleTable.Lines.Where(line => line.Method == "GET" && line.Who[0] != "everybody")
            .Select(line => line.Pattern.Replace("{id:int}", "12", StringComparison.Ordinal)
                .Replace("{id:guid}", "01a2", StringComparison.Ordinal));
        Assert.Equal(
            ["/gestione/accesso/conferma", "/gestione/aiuto", "/gestione/esportazioni/esito"],
            routes.Where(route => !Path.HasExtension(route) && StaffHelp.Of(route) is null).Order(StringComparer.Ordinal));

        var staff = await shared.Site.NewStaffMemberAsync();
        var help = (await staff.GetAsync("/gestione/posta")).Document.QuerySelector("header details")!;
        Assert.Contains("Correggi un indirizzo sbagliato", help.TextContent, StringComparison.Ordinal);
        Assert.Equal("Aiuto", (await staff.GetAsync("/gestione/aiuto")).Heading);
    }

    [Fact]
    public void Topics_have_anchors_of_their_own_and_three_things_each()
    {
        Assert.Equal(StaffHelp.Topics.Count, StaffHelp.Topics.Select(topic => topic.Anchor).Distinct().Count());
        Assert.All(StaffHelp.Topics, topic => Assert.Equal(3, topic.Things.Count));
    }
}
