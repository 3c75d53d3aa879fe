using System.Text.Json;
using Coopera.Domain.Coordination;
using Coopera.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Coordination;

/// <summary>
/// Strangers press every button of the Coordinamento that needs no link, in any order, for bodies in every state: all that changes is one
/// mail to the address they wrote.
/// </summary>
public sealed class UnprovenWalkTests : IDisposable
{
    private const int Steps = 40;

    private static readonly string[] PublicPages =
        ["/coordinamento", "/coordinamento/aderenti.csv", "/coordinamento/aderenti.json"];

    private static readonly string[] Codes =
    [
        CoordinationFiles.Messina, CoordinationFiles.Cefalu, CoordinationFiles.ForzaDAgro, CoordinationFiles.Siracusa,
        CoordinationFiles.Castroreale,
    ];

    private static readonly string[] Addresses = ["uno@posta.example", "due@posta.example", "tre@posta.example"];

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public UnprovenWalkTests() => _site = new CooperaSite(clock: _clock);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nothing_changes_for_an_unproven_address_but_one_mail(int seed)
    {
        // Messina is free; the others have a draft, a scheda that came in, one that lacks something, a member.
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Draft);
        await _site.FileAsync(CoordinationFiles.ForzaDAgro, AdhesionStatus.Submitted);
        await _site.FileAsync(CoordinationFiles.Siracusa, AdhesionStatus.ChangesRequested);
        var before = await SeenAsync();
        var random = new Random(seed);
        var asked = new HashSet<(string Address, string Body)>();

        for (var step = 0; step < Steps; step++)
        {
            var (body, address) = (Codes[random.Next(Codes.Length)], Addresses[random.Next(Addresses.Length)]);
            var visitor = _site.NewVisitor();
            Dictionary<string, string?> fields = new()
            {
                ["BodyName"] = body,
                ["PublicBodyCode"] = body,
                ["Email"] = address,
                ["PrivacyNoticeRead"] = "true",
            };
            var answer = random.Next(2) == 0
                ? await visitor.SubmitAsync(await visitor.GetAsync("/coordinamento/adesione"), fields)
                : await visitor.UploadAsync(
                    await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", TestPdf.Plain(), fields);
            asked.Add((address, body));

            Assert.Equal((303, "/coordinamento/adesione/link-inviato"), (answer.Status, answer.Onward));
            Assert.Equal("Controlla la posta", (await visitor.FollowAsync(answer)).Heading);
            _clock.Advance(TimeSpan.FromSeconds(random.Next(10)));
        }

        Assert.Equal(before, await SeenAsync());
        var mails = await _site.ReadAsync(db => db.OutgoingMails.AsNoTracking().ToListAsync());
        Assert.All(mails, mail => Assert.Contains(mail.Recipient.Display, Addresses));
        Assert.False(await _site.ReadAsync(db => db.Adhesions.AnyAsync(a => a.ProvenAt == null && a.ActiveKey != null)));

        // Files begin drafts of their own, up to three a mailbox and body; without them it is one mail each.
        Assert.All(
            mails.GroupBy(mail => (mail.Recipient.Display, mail.RecipientName)), group => Assert.InRange(group.Count(), 1, 4));
        Assert.InRange(mails.Count, asked.Count, 4 * asked.Count);
    }

    [Fact]
    public async Task However_often_somebody_asks_within_ten_minutes_the_address_gets_one_mail()
    {
        for (var i = 0; i < 12; i++)
        {
            await Bodies.AskAsync(_site.NewVisitor(), email: "vittima@posta.example");
            await Bodies.AskAsync(_site.NewVisitor(), "Castroreale", "vittima@posta.example");
        }

        Assert.Equal(2, await _site.ReadAsync(db => db.OutgoingMails.CountAsync())); // one a body
        Assert.Equal(1, await _site.ReadAsync(db => db.Adhesions.CountAsync(a => a.ProvenAt == null)));
    }

    public void Dispose() => _site.Dispose();

    /// <summary>What the public and the secretariat see, and every adhesion that was there.</summary>
    private async Task<string> SeenAsync()
    {
        var seen = new List<string>();
        var visitor = _site.NewVisitor();
        foreach (var page in PublicPages)
        {
            seen.Add(await visitor.Client.GetStringAsync(page));
        }

        var adhesions = await _site.ReadAsync(db => db.Adhesions.AsNoTracking().Include(a => a.Events).Include(a => a.SignedCopies)
            .AsSplitQuery().Where(a => a.ProvenAt != null).OrderBy(a => a.Id).ToListAsync());
        seen.AddRange(adhesions.Select(a => JsonSerializer.Serialize(a)));
        var staff = await _site.NewStaffMemberAsync();
        foreach (var shelf in new[] { "ForUs", "Submitted", "InReview", "ChangesRequested", "Draft", "Stuck", "Accepted" })
        {
            var list = await staff.GetAsync($"/gestione/adesioni?stato={shelf}");
            seen.Add(list.Document.QuerySelector("table")?.TextContent ?? "nessuna");
        }

        seen.Add((await staff.GetAsync("/gestione/adesioni/senza-risposta")).Text);
        return string.Join('\n', seen);
    }
}
