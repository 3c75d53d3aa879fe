using System.Diagnostics;
using System.Globalization;
using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Coopera.Web.Tests.Mail;

/// <summary>Two nodes on one server: one of them sends, and when it is killed the other goes on.</summary>
public sealed class KilledNodeTests : IDisposable
{
    private const int Many = 10_000;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-nodes-").FullName;

    private string Mails => Path.Combine(_folder, "mail");

    [Fact]
    public async Task Of_ten_thousand_mails_none_is_lost_and_at_most_the_one_in_hand_goes_twice_under_its_name()
    {
        var why = Engines.WhyNot(DatabaseProvider.PostgreSql);
        Assert.SkipWhen(why is not null, why ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await QueueAsync(database);
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        using var one = await NodeAsync(database);
        using var two = await NodeAsync(database);
        var waited = Stopwatch.StartNew();
        await UntilAsync(async () => await SentAsync(database) >= Many / 2, waited);

        var holder = await database.ReadAsync(db => db.MailLanes.Select(lane => lane.Holder).SingleAsync());
        var (sender, other) = holder!.Split('/')[1] == one.Id.ToString(CultureInfo.InvariantCulture) ? (one, two) : (two, one);
        sender.Kill();

        // In this order: the other goes on at once, and what is counted later can only be more.
        var written = Files();
        var recorded = await SentAsync(database);
        await UntilAsync(async () => await SentAsync(database) == Many, waited);

        TestContext.Current.TestOutputHelper!.WriteLine($"{written} were out at the kill, {recorded} recorded; {Many} in {waited.Elapsed}.");
        Assert.InRange(written, Many / 2, recorded + 2); // one in the hand of each
        Assert.Equal(other.Id.ToString(CultureInfo.InvariantCulture), (await LaneHolderAsync(database))?.Split('/')[1] ?? $"{other.Id}");
        Assert.Equal(Many, Files());
        Assert.Equal(Many, Directory.EnumerateFiles(Mails, "*.eml").Select(AddressOf).Distinct().Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<string?> LaneHolderAsync(TestDatabase database) =>
        database.ReadAsync(db => db.MailLanes.Select(lane => lane.Holder).SingleAsync());

    private static string AddressOf(string file)
    {
        using var mail = File.OpenRead(file);
        return HeaderList.Load(mail)[HeaderId.To] ?? "";
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, Stopwatch waited)
    {
        while (!await condition())
        {
            Assert.True(waited.Elapsed < LongEnough, "What was waited for did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static Task<int> SentAsync(TestDatabase database) =>
        database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Status == OutgoingMailStatus.Sent));

    private static Task QueueAsync(TestDatabase database) => database.WriteAsync(async db =>
    {
        db.OutgoingMails.AddRange(Enumerable.Range(1, Many).Select(i => new OutgoingMail(
            MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse($"persona{i}@comune.example"), "Maria Rossi",
            MailSamples.All["confirmed"].ToJson(), null, DateTimeOffset.UtcNow.AddMinutes(-1))));
        await db.SaveChangesAsync();
    });

    private int Files() => Directory.Exists(Mails) ? Directory.EnumerateFiles(Mails, "*.eml").Count() : 0;

    private Task<StartedProgram> NodeAsync(TestDatabase database) => StartedProgram.ServeAsync(Path.Combine(_folder, "data"), new()
    {
        ["Database__Provider"] = "PostgreSql",
        ["ConnectionStrings__Coopera"] = database.ConnectionString,
        ["Mail__Folder"] = Mails,
        ["Worker__Enabled"] = "true",
        ["Demo__Enabled"] = "false",
    });
}
