using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MimeKit;

namespace Coopera.Bench.Faults;

/// <summary>Accepted = stored = mailed: what people were told, beside the rows, beside what left.</summary>
internal sealed class Comparison(SeedDatabase database, List<Deed> deeds, Tally tally)
{
    /// <summary>In which nothing moves any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Until the site, left alone, has told everybody everything.</summary>
    public async Task SettleAsync()
    {
        var waited = Stopwatch.StartNew();
        var (quiet, least, moved) = (0, int.MaxValue, TimeSpan.Zero);
        while (quiet < 3)
        {
            if (waited.Elapsed - moved > Patience)
            {
                tally.IsWrong("Something still waits to be sent, and nothing moves");
                return;
            }

            await FaultData.HurryAsync(database);
            await Task.Delay(2_000);
            var open = await NumberAsync("SELECT COUNT(*) FROM \"OutgoingMails\" WHERE \"Status\" = 'Queued'")
                + await NumberAsync("SELECT COUNT(*) FROM \"WebinarAnnouncements\" WHERE \"DueAt\" IS NOT NULL")
                + await NumberAsync("SELECT COUNT(*) FROM \"RecentCancellations\"");
            quiet = open == 0 ? quiet + 1 : 0;
            (least, moved) = open < least ? (open, waited.Elapsed) : (least, moved);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"- left alone, everything was sent after {waited.Elapsed.TotalSeconds:0} s"));
    }

    public async Task PeopleAsync()
    {
        var rows = (await database.QueryAsync(
            $"SELECT \"Id\", \"EmailKey\", \"WebinarId\", \"Status\" FROM \"Registrations\" WHERE \"WebinarId\" < {FaultData.BigId} "
            + $"AND \"WebinarId\" >= {FaultData.FirstId}")).ConvertAll(row => (
            Id: IdOf(row[0]), Email: (string)row[1], Webinar: Convert.ToString(row[2], CultureInfo.InvariantCulture)!,
            Status: (string)row[3]));
        var stored = rows.ToLookup(row => (row.Email, row.Webinar));
        var accepted = deeds.Where(deed => deed.What == Crowd.SignedUp).Select(deed => (Email: deed.Key, Webinar: deed.Detail)).ToHashSet();
        Console.WriteLine($"- sign-ups: accepted {accepted.Count}, stored {rows.Count}, for {stored.Count} people");
        Wrong(accepted.Count(one => !stored.Contains(one)), "accepted sign-ups are lost");
        Wrong(stored.Count(one => one.Count() > 1), "people are stored twice");
        Wrong(stored.Count(one => !accepted.Contains(one.Key)), "people are stored who were never told so");

        var last = deeds.Where(deed => deed.What is Office.Cancelled or Office.Restored)
            .GroupBy(deed => deed.Key).ToDictionary(group => group.Key, group => group.MaxBy(deed => deed.At)!.What);
        Wrong(
            rows.Count(row => row.Status == "Cancelled" != (last.GetValueOrDefault($"{row.Id:N}") == Office.Cancelled)),
            "people are not where staff put them last");
        Wrong(
            await NumberAsync("SELECT COUNT(*) FROM \"Registrations\" WHERE \"Status\" = 'Unconfirmed'"), "people have still to confirm");
        var free = await database.QueryAsync(
            """
            SELECT w."Id" FROM "Webinars" w WHERE w."Capacity" IS NOT NULL
            AND EXISTS (SELECT 1 FROM "Registrations" r WHERE r."WebinarId" = w."Id" AND r."Status" = 'Waiting')
            AND w."Capacity" > (SELECT COUNT(*) FROM "Registrations" r WHERE r."WebinarId" = w."Id" AND r."Status" = 'Confirmed')
            """);
        Wrong(free.Count, "webinars have people who wait and places that nobody has");
    }

    public async Task MailsAsync(IReadOnlyList<string> folders)
    {
        var rows = (await database.QueryAsync("SELECT \"Id\", \"Status\", \"RegistrationId\", \"Kind\" FROM \"OutgoingMails\""))
            .ConvertAll(row => (
                Id: IdOf(row[0]), Status: (string)row[1], Registration: row[2] is DBNull ? default : IdOf(row[2]), Kind: (string)row[3]));
        var arrived = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.eml"))
            .Select(MessageIdOf).GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());
        var sent = rows.Where(row => row.Status == "Sent").ToList();
        var twice = arrived.Values.Sum(count => count - 1);
        Console.WriteLine(
            $"- mails: {rows.Count} rows, sent {sent.Count}, not to be sent any more {rows.Count(row => row.Status == "Dismissed")}; "
            + $"arrived {arrived.Count}, {twice} of them once more under the same Message-ID");
        Wrong(sent.Count(row => !arrived.ContainsKey(row.Id)), "mails are called sent and did not arrive");
        Wrong(arrived.Keys.Except(rows.Select(row => row.Id)).Count(), "mails arrived that no row knows");
        Wrong(rows.Count(row => row.Status is not "Sent" and not "Dismissed"), "mails are neither sent nor withdrawn");

        var byPerson = rows.ToLookup(row => row.Registration);
        var moved = deeds.Where(deed => deed.What == Office.Cancelled).Select(deed => deed.Key).ToHashSet();
        var people = (await database.QueryAsync(
            $"SELECT \"Id\" FROM \"Registrations\" WHERE \"WebinarId\" < {FaultData.BigId} AND \"WebinarId\" >= {FaultData.FirstId}"))
            .ConvertAll(row => IdOf(row[0]));
        Wrong(
            people.Count(id => !byPerson[id].Any(mail => mail.Status == "Sent") && !moved.Contains($"{id:N}")),
            "people were never written to");
        Wrong(
            people.Count(id => byPerson[id].Count(mail => mail.Kind is "registration.confirmed" or "registration.waiting") > 1
                && !moved.Contains($"{id:N}")),
            "people have two confirmations");
    }

    /// <summary>Everybody of the big webinar heard of its changes, all as often.</summary>
    public async Task NewsAsync()
    {
        var edits = deeds.Where(deed => deed.What == Office.Edited).ToList();
        var people = await NumberAsync(
            $"SELECT COUNT(*) FROM \"Registrations\" WHERE \"WebinarId\" = {FaultData.BigId} AND \"Status\" = 'Confirmed'");
        var told = (await database.QueryAsync(
            $"""
             SELECT m."RegistrationId", COUNT(*) FROM "OutgoingMails" m JOIN "Registrations" r ON r."Id" = m."RegistrationId"
             WHERE m."Kind" = 'webinar.changed' AND r."WebinarId" = {FaultData.BigId} GROUP BY m."RegistrationId"
             """))
            .ConvertAll(row => Convert.ToInt32(row[1], CultureInfo.InvariantCulture));
        var often = string.Join(" or ", told.Distinct().Order());
        Console.WriteLine($"- edits that {people} people are told of: {edits.Count}; told {told.Count}, each {often} times");
        Wrong(edits.Count > 0 && told.Count != people ? 1 : 0, "people of the changed webinar were not told");
        Wrong(told.Distinct().Count() > 1 ? 1 : 0, "people of the changed webinar were told more often than others");
        if (edits.Count > 0)
        {
            var title = (string)(await database.QueryAsync($"SELECT \"Title\" FROM \"Webinars\" WHERE \"Id\" = {FaultData.BigId}"))[0][0];
            Wrong(title == edits.MaxBy(edit => edit.At)!.Detail ? 0 : 1, "webinar does not bear the title that was saved last");
        }
    }

    /// <summary>Each list that came through whole has both its lines in the register, the second after the first.</summary>
    public async Task ExportsAsync(int registered)
    {
        var exports = deeds.Where(deed => deed.What == Office.Exported).ToList();
        var begun = await NumberAsync("SELECT COUNT(*) FROM \"AuditEntries\" WHERE \"Action\" = 'export.registrations'");
        var completed = await NumberAsync("SELECT COUNT(*) FROM \"AuditEntries\" WHERE \"Action\" = 'export.completed'");
        Console.WriteLine($"- exports: {exports.Count} came whole; {begun} begun in the register, {completed} concluded");
        Wrong(begun < exports.Count || completed > begun ? 1 : 0, "exports have no line in the register");
        Wrong(
            exports.Count(export => export.Key == "csv" && export.Detail != $"{registered}"), "exports called whole do not hold everybody");
    }

    public async Task FilesAsync(IReadOnlyList<string> dataFolders)
    {
        var rows = (await database.QueryAsync("SELECT \"StoreKey\", \"Length\" FROM \"Material\" WHERE \"StoreKey\" IS NOT NULL"))
            .ConvertAll(row => (Key: (string)row[0], Length: Convert.ToInt64(row[1], CultureInfo.InvariantCulture)));
        var files = dataFolders.Select(folder => Path.Combine(folder, "uploads")).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder)).Where(file => Guid.TryParseExact(Path.GetFileName(file), "N", out _))
            .ToDictionary(file => Path.GetFileName(file));
        var added = deeds.Where(deed => deed.What == Office.Uploaded).Select(deed => deed.Key).ToList();
        Console.WriteLine(
            $"- files: accepted {added.Count}, rows {rows.Count}, files {files.Count} (what no row names is deleted after a day)");
        var whole = rows.Where(row => files.TryGetValue(row.Key, out var file) && new FileInfo(file).Length == row.Length).ToList();
        var contents = whole.ConvertAll(row => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(files[row.Key]))));
        Wrong(rows.Count - whole.Count, "rows name a file that is not there whole");
        Wrong(added.Except(contents).Count(), "accepted files are lost or not what was sent");
        Wrong(contents.Count - contents.Distinct().Count(), "files have two rows");
    }

    private static Guid IdOf(object value) => Guid.Parse(value.ToString()!);

    private static Guid MessageIdOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Guid.Parse(HeaderList.Load(stream)[HeaderId.MessageId]!.Trim('<', '>').Split('@')[0]);
    }

    private async Task<int> NumberAsync(string sql) =>
        Convert.ToInt32((await database.QueryAsync(sql))[0][0], CultureInfo.InvariantCulture);

    private void Wrong(int count, string what)
    {
        if (count > 0)
        {
            tally.IsWrong($"{count} {what}");
        }
    }
}
