using Coopera.Web.Admin;

namespace Coopera.Web.Tests.Admin;

public sealed class StaffMenuTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("/gestione", "Oggi", "Oggi")]
    [InlineData("/gestione/stato", "Oggi", "Oggi")]
    [InlineData("/gestione/conservazione", "Oggi", "Conservazione")]
    [InlineData("/gestione/webinar/12/presenze", "Webinar", "Webinar")]
    [InlineData("/gestione/iscrizioni/01a2/presenza", "Webinar", "Webinar")]
    [InlineData("/gestione/dossier", "Webinar", "Webinar")]
    [InlineData("/gestione/profilo/passkey", null, "Profilo")]
    public void Every_page_has_its_section_and_its_place(string path, string? section, string place)
    {
        Assert.Equal(section, StaffMenu.Of(path)?.Text);
        Assert.Equal(place, StaffMenu.PlaceOf(path));
    }

    [Fact]
    public async Task No_page_of_gestione_is_nowhere_in_the_menu()
    {
        Assert.Equal(
            ["/gestione/accesso/conferma", "/gestione/esportazioni/esito"],
            RoleTable.Lines.Where(line => line.Method == "GET" && line.Who[0] != "everybody" && !Path.HasExtension(line.Pattern))
                .Select(line => line.Pattern).Where(pattern => StaffMenu.PlaceOf(pattern) is null).Order(StringComparer.Ordinal));

        var staff = await shared.Site.NewStaffMemberAsync();
        Assert.Equal(
            "Webinar", (await staff.GetAsync("/gestione/questionari")).Document.QuerySelector("#menu [aria-current]")?.TextContent);
    }
}
