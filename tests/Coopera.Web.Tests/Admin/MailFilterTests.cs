using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

public sealed class MailFilterTests(MailFilterTests.FilledSite filled) : IClassFixture<MailFilterTests.FilledSite>
{
    [Theory]
    [InlineData("?stato=non-riuscite", "a")]
    [InlineData("?stato=coda", "d")]
    [InlineData("?stato=riprova", "b")]
    [InlineData("?stato=spedite", "c")]
    [InlineData("?stato=chiuse", "")]
    [InlineData("?cerca=NICOLO+dangelo", "a b c d")]
    [InlineData("?cerca=c%40comune", "c")]
    [InlineData("?cerca=bianchi", "")]
    [InlineData("?tipo=registration.confirmed", "a b c d")]
    [InlineData("?tipo=registration.links", "")]
    [InlineData("?dal=15/1/2026&al=15/1/2026", "a b c d")]
    [InlineData("?dal=2026-01-16", "")]
    [InlineData("?al=14/1/2026", "")]
    public async Task Filters_narrow_the_list_down_and_their_words_stay_in_the_form(string query, string found)
    {
        var page = await filled.Staff.GetAsync($"/gestione/posta{query}");

        Assert.Equal(
            found.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            page.Document.QuerySelectorAll("tbody th .sub").Select(th => th.TextContent[..1]).Order());
        Assert.Equal(found == "", page.Text.Contains("Nessuna email", StringComparison.Ordinal));
    }

    public sealed class FilledSite : IAsyncLifetime
    {
        private readonly CooperaSite _site = new(clock: new FakeTimeProvider(MailPageFiles.Now));

        public Visitor Staff { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await _site.ConfirmationAsync("a@comune.example", MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
            await _site.ConfirmationAsync("b@comune.example", mail => mail.MarkFailedAttempt(MailPageFiles.NoServer, MailPageFiles.Now));
            await _site.ConfirmationAsync("c@comune.example", MailPageFiles.Sent);
            await _site.ConfirmationAsync("d@comune.example");
            Staff = await _site.NewStaffMemberAsync();
        }

        public ValueTask DisposeAsync() => _site.DisposeAsync();
    }
}
