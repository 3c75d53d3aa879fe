using Coopera.Domain.Coordination;

namespace Coopera.Web.Tests.Admin;

/// <summary>Whoever works with a list says which columns it has, and finds it so again.</summary>
public sealed class ListColumnTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Theory]
    [InlineData("Adhesions", "/gestione/adesioni?stato=All", "da,provincia,politico,legale,email",
        "Ente, Da quando, Referente politico, Legale rappresentante, Provincia, Email di chi compila")]
    [InlineData("Mails", "/gestione/posta", "cosa,partita,tentativi", "A chi, Che cosa, Partita il, Tentativi")]
    [InlineData("Register", "/gestione/registro", "riga,chi", "Che cosa, Chi, Numero di riga")]
    public async Task A_list_has_the_columns_that_were_chosen_in_this_browser(string list, string address, string chosen, string heads)
    {
        await _site.ConfirmationAsync();
        await _site.AddAsync(Bodies.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync(address);
        var usual = Heads(page);

        var answer = await staff.SubmitAsync(
            page, [], $"form[action='/gestione/colonne/{list}']", new() { ["colonne"] = chosen.Split(',') });
        var after = await staff.FollowAsync(answer);

        Assert.Equal(address, answer.Location);
        Assert.Equal(heads, Heads(after));
        Assert.NotEqual(usual, Heads(after));
        Assert.All(
            after.Document.QuerySelectorAll("tbody tr"),
            row => Assert.Equal(heads.Split(", ").Length, row.QuerySelectorAll("th, td").Length));
        Assert.Equal(heads, Heads(await staff.GetAsync(address)));
    }

    private static string Heads(Page page) =>
        string.Join(", ", page.Document.QuerySelectorAll("thead th").Select(head => head.TextContent.Trim()));
}
