using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

public sealed class AuditFilterTests(AuditFilterTests.FilledSite filled) : IClassFixture<AuditFilterTests.FilledSite>
{
    [Theory]
    [InlineData("?cerca=rodi+milici", 1)]
    [InlineData("?cerca=RODÌ", 1)]
    [InlineData("?cerca=accoglie+l%27adesione", 1)]
    [InlineData("?cerca=accogliere+annulla", 1)]
    [InlineData("?cerca=niente", 0)]
    [InlineData("?chi=collega%40anci.example", 2)]
    [InlineData("?chi=sistema", 1)]
    [InlineData("?cosa=webinar", 2)]
    [InlineData("?cosa=webinar/70", 1)]
    [InlineData("?cosa=webinar/7", 1)]
    [InlineData("?cosa=adesione", 1)]
    [InlineData("?cosa=utente", 1)]
    [InlineData("?dal=1%2F2%2F2026", 1)]
    [InlineData("?al=31%2F1%2F2026", 4)]
    [InlineData("?dal=1+gennaio+2026&al=2026-01-31", 3)]
    [InlineData("?dal=ieri", 5)]
    [InlineData("?chi=collega%40anci.example&cosa=webinar&cerca=annulla", 1)]
    public async Task Filters_find_what_was_done(string query, int count)
    {
        var page = await filled.Staff.GetAsync($"/gestione/registro{query}");

        Assert.Equal((200, count), (page.Status, page.Document.QuerySelectorAll("tbody tr").Length));
        Assert.Equal(query == "?dal=ieri", page.Text.Contains("non è una data", StringComparison.Ordinal));
        Assert.Equal(
            count == 0, page.Text.Contains("Nessuna riga corrisponde a quello che cerchi (ricerca «niente»)", StringComparison.Ordinal));
    }

    public sealed class FilledSite : IAsyncLifetime
    {
        private readonly CooperaSite _site = new(clock: new FakeTimeProvider(AuditPageTests.Now));

        public Visitor Staff { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await AuditPageTests.FillAsync(_site);
            Staff = await _site.NewStaffMemberAsync();
        }

        public ValueTask DisposeAsync() => _site.DisposeAsync();
    }
}
