using Coopera.Core;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Admin;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.PublicPages;

/// <summary>What a public page says is true: at once where it was written, within two seconds everywhere else.</summary>
public sealed class FreshPageTests
{
    [Theory]
    [MemberData(nameof(Changes.Names), MemberType = typeof(Changes))]
    public async Task What_was_written_here_is_on_every_page_that_shows_it_at_once(string name)
    {
        using var site = new CooperaSite(clock: new FakeTimeProvider(DateTimeOffset.UtcNow)); // no second passes by itself
        var change = await Changes.PrepareAsync(name, site, await site.NewStaffMemberAsync());
        Assert.Equal(change.Pages, await change.NotRightAsync(site));

        await change.DoAsync();

        // The register of bodies is kept beside the pages, and by the machine's clock: it is the one thing that has to be waited for.
        await Task.Delay(name.Contains("ente si corregge", StringComparison.Ordinal) ? 2000 : 0);
        Assert.Empty(await change.NotRightAsync(site));
    }

    [Fact]
    public async Task What_another_node_wrote_is_on_every_page_two_seconds_later()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is { } reason, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        using var writes = Node(database);
        using var reads = Node(database);
        var staff = await writes.NewStaffMemberAsync();
        var changes = new List<(string Name, Change Change)>();
        foreach (var name in Changes.Names)
        {
            changes.Add((name, await Changes.PrepareAsync(name, writes, staff)));
        }

        foreach (var (name, change) in changes)
        {
            Assert.True((await change.NotRightAsync(reads)).SequenceEqual(change.Pages), $"{name}: it was so before.");
            await change.DoAsync();
            await change.NotRightAsync(reads); // as they are kept, if they are
        }

        await Task.Delay(TimeSpan.FromSeconds(2));

        foreach (var (name, change) in changes)
        {
            Assert.True((await change.NotRightAsync(reads)) is [], $"{name}: not yet on the other node.");
            Assert.True((await change.NotRightAsync(writes)) is [], $"{name}: not yet on the node that wrote it.");
        }

        static CooperaSite Node(TestDatabase database) => new(new()
        {
            ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql),
            ["ConnectionStrings:Coopera"] = database.ConnectionString,
            ["Site:DataFolder"] = database.Folder,
        });
    }

    [Fact]
    public async Task Phases_change_with_the_clock()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = new CooperaSite(clock: clock);
        var now = clock.GetUtcNow();
        var webinar = await site.WebinarAsync(() => new Webinar("a-tempo", "A tempo", now.AddMinutes(20), now.AddMinutes(30))
        {
            RegistrationOpensAt = now.AddMinutes(5),
            RegistrationClosesAt = now.AddMinutes(10),
        });
        var read = new List<string>();
        for (var minute = 0; minute <= 30; minute += 5)
        {
            var page = await site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}/iscrizione");
            var isOpen = page.Document.QuerySelector("main form[method=post]") is not null;
            read.Add(isOpen ? "" : page.Document.QuerySelector("main h2")!.TextContent);
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(
        [
            "Le iscrizioni non sono ancora aperte", "", "Le iscrizioni sono chiuse", "Le iscrizioni sono chiuse",
            "Le iscrizioni sono chiuse", "Le iscrizioni sono chiuse", "Questo webinar si è concluso",
        ], read);
    }

    [Fact]
    public async Task A_burst_of_sign_ups_does_not_have_the_page_drawn_for_each_and_is_right_a_second_later()
    {
        var (drawings, clock) = (new Drawings(), new FakeTimeProvider(DateTimeOffset.UtcNow));
        using var site = drawings.NewSite(clock);
        var webinar = await site.WebinarAsync(() => new Webinar(
            "preso-d-assalto", "Preso d’assalto", clock.GetUtcNow().AddDays(1), clock.GetUtcNow().AddDays(2))
        { Capacity = 30 });
        var (address, visitor) = ($"/webinar/{webinar.Slug}", site.NewVisitor());
        for (var person = 1; person <= 30; person++)
        {
            await visitor.GetAsync(address);
            await site.SignUpAsync(webinar, $"persona{person}@comune.example");
        }

        Assert.InRange(drawings.Of(address), 2, 12);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("Mettiti in lista d’attesa", (await visitor.GetAsync(address)).Text, StringComparison.Ordinal);
    }
}
