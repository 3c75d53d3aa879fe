using System.Diagnostics;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Tests.Hosting;
using Coopera.Web.Tests.Registrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Coopera.Web.Tests.Mail;

/// <summary>Real processes, killed where it hurts: no mail is lost.</summary>
public sealed class KilledSiteTests : IDisposable
{
    private const int Many = 300;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-killed-").FullName;

    [Fact]
    public async Task Killed_between_the_answer_and_the_mail_the_site_sends_it_when_it_is_back()
    {
        await InDatabaseAsync(db => db.Webinars.CountAsync(), sample: true);
        using (var site = await ServeAsync(worker: false))
        {
            var visitor = site.NewVisitor();
            var form = await visitor.GetAsync($"/webinar/{Seed.SampleSlug}/iscrizione");
            var answer = await visitor.SubmitAsync(form, SignUpPageTests.Form());
            site.Kill();
            Assert.Equal(303, answer.Status);
        }

        Assert.Empty(Mails());
        using var again = await ServeAsync(worker: true);
        await UntilAsync(() => Mails().Count > 0);
        var message = await MimeMessage.LoadAsync(Mails().Single());
        Assert.Equal("Iscrizione confermata: Esempio: Tavolo tecnico sull’accoglienza diffusa", message.Subject);
        Assert.Equal("maria.rossi@comune.example", Assert.Single(message.To.Mailboxes).Address);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Killed_while_it_sends_many_the_site_sends_the_rest_and_repeats_at_most_the_one_in_hand(int after)
    {
        await QueueManyAsync();
        using (var site = await ServeAsync(worker: true))
        {
            await UntilAsync(() => Mails().Count >= after);
            site.Kill();
        }

        var (written, recorded) = (Mails().Count, await SentAsync());
        TestContext.Current.TestOutputHelper!.WriteLine($"{written} of {Many} mails were out when it was killed, {recorded} recorded.");
        Assert.InRange(written, recorded, recorded + 1);
        using var again = await ServeAsync(worker: true);
        await UntilAsync(async () => await SentAsync() == Many);

        // The one that was handed over but not yet recorded went out twice, under one name: one file.
        Assert.Equal(Many, Mails().Count);
        Assert.Equal(Many, Mails().Select(file => MimeMessage.Load(file).To.Mailboxes.Single().Address).Distinct().Count());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "mail"), "*.part"));
    }

    [Fact]
    public async Task Stopped_while_it_sends_many_the_site_goes_on_at_once_when_it_is_back()
    {
        await QueueManyAsync();
        using (var site = await ServeAsync(worker: true))
        {
            await UntilAsync(() => Mails().Count > 0);
            site.Terminate();
            Assert.Equal(0, await site.EndAsync());
        }

        Assert.Equal(Mails().Count, await SentAsync());
        using var again = await ServeAsync(worker: true);
        await UntilAsync(async () => await SentAsync() == Many);
        Assert.Equal(Many, Mails().Count);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<StartedProgram> ServeAsync(bool worker) => StartedProgram.ServeAsync(_folder, new()
    {
        ["Worker__Enabled"] = worker ? "true" : "false",
        ["Demo__Enabled"] = "false",
    });

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < LongEnough, "What was waited for did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private List<string> Mails() =>
        Directory.Exists(Path.Combine(_folder, "mail")) ? [.. Directory.EnumerateFiles(Path.Combine(_folder, "mail"), "*.eml")] : [];

    /// <summary>The site's own way to the database, while no process of it runs or beside one.</summary>
    private async Task<T> InDatabaseAsync<T>(Func<CooperaDb, Task<T>> run, bool sample = false)
    {
        using var site = new CooperaSite(new() { ["Site:DataFolder"] = _folder }, sample: sample);
        return await site.ReadAsync(run);
    }

    private Task QueueManyAsync() => InDatabaseAsync(async database =>
    {
        await database.WriteAsync(async db =>
        {
            db.OutgoingMails.AddRange(Enumerable.Range(1, Many).Select(
                i => new OutgoingMail(
                    MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse($"persona{i}@comune.example"), "Maria Rossi",
                    MailSamples.All["confirmed"].ToJson(), null, DateTimeOffset.UtcNow)));
            await db.SaveChangesAsync();
        });
        return true;
    });

    private async Task<int> SentAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "coopera.db")};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM OutgoingMails WHERE Status = 'Sent'";
        return Convert.ToInt32(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
