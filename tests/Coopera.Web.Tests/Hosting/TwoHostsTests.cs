using Coopera.Core;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Two nodes behind one address share one database, and with it the keys of cookies, forms and links.</summary>
public sealed class TwoHostsTests
{
    [Theory]
    [EachEngine]
    public async Task What_one_node_gave_out_the_other_one_reads(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var first = Node(database, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(4))); // clocks of nodes may differ
        using var second = Node(database);
        var form = await first.NewVisitor().GetAsync("/webinar/esempio-tavolo-tecnico/iscrizione");

        var sent = await second.NewVisitor().SubmitAsync(form, SignUpPageTests.Form());
        var receipt = await first.NewVisitor().FollowAsync(sent);
        var corrected = await With(first, sent.Response.Headers.GetValues("Set-Cookie"))
            .SubmitAsync(form, new(SignUpPageTests.Form()) { ["LastName"] = "Russo" });

        Assert.Contains("Maria Rossi", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(303, corrected.Status);
        Assert.Equal("Russo", await first.ReadAsync(db => db.Registrations.Select(r => r.LastName).SingleAsync()));
        var mail = (await first.DeliverAsync()).Single();
        var link = new Uri(mail.PersonalLink()).AbsolutePath;
        Assert.Contains("Iscrizione confermata", (await first.NewVisitor().GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.Contains("Iscrizione confermata", (await second.NewVisitor().GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await first.ReadAsync(db => db.DataProtectionKeys.CountAsync()));
        Assert.Empty(await second.DeliverAsync());
    }

    [Theory]
    [EachEngine]
    public async Task Who_signed_in_on_one_node_is_signed_in_on_the_other(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var first = Node(database);
        using var second = Node(database);
        var visitor = first.NewVisitor();
        var answer = await visitor.SubmitAsync(
            await visitor.GetAsync("/gestione/accesso"),
            new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });

        var page = await With(second, answer.Response.Headers.GetValues("Set-Cookie")).GetAsync("/gestione/webinar");

        Assert.Equal((200, "Webinar"), (page.Status, page.Heading));
    }

    private static CooperaSite Node(TestDatabase database, TimeProvider? clock = null) => new(
        new(Engines.Settings(database.Engine, database.ConnectionString))
        {
            ["Site:DataFolder"] = database.Folder,
            ["Mail:Folder"] = Directory.CreateDirectory(Path.Combine(database.Folder, $"{Guid.NewGuid():N}")).FullName,
        },
        clock, sample: true);

    private static Visitor With(CooperaSite site, IEnumerable<string> cookies)
    {
        var visitor = site.NewVisitor();
        visitor.Client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        return visitor;
    }
}
