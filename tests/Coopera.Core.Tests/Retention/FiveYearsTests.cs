using System.Globalization;
using System.Text;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Presence;
using Coopera.Core.Retention;
using Coopera.Core.Staff.Audit;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Retention;

/// <summary>Five years go by, and the site does what it does by itself.</summary>
public sealed class FiveYearsTests
{
    private const int People = 450; // more than two portions of one webinar

    // A random number, which goes with the words that it was mixed into.
    private static readonly string[] Unplanted = ["AuditEntries.Salt"];

    [Theory]
    [EachEngine]
    public async Task After_five_years_none_of_five_hundred_names_is_anywhere_and_every_figure_is_as_it_was(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(
            engine, new() { [RetentionSettings.Key(RetentionClass.Certificates)] = "1000" }); // usually ten years
        var planted = new PlantedNames(database);
        await planted.PlantAsync(People);
        Assert.InRange(planted.Count, 500, 10_000);
        var (before, places) = (await FiguresAsync(database), await NeedlesAsync(database));
        Assert.Empty((await database.ReadAsync(db => Task.FromResult(PersonalColumnsOf(db)))).Except(places).Except(Unplanted));

        database.Clock.Advance(TimeSpan.FromHours(17)); // to two at night
        var end = TestDatabase.Now.AddYears(5);
        while (database.Clock.GetUtcNow() < end)
        {
            database.Clock.Advance(TimeSpan.FromDays(Math.Min(61, Math.Ceiling((end - database.Clock.GetUtcNow()).TotalDays))));
            await RunJobsAsync(database);
        }

        // Files that no row names any more wait a day from when that is seen.
        for (var day = 0; day < 2; day++)
        {
            database.Clock.Advance(TimeSpan.FromDays(1.1));
            await RunJobsAsync(database);
        }

        Assert.Empty(await NeedlesAsync(database));
        Assert.Equal(before, await FiguresAsync(database));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(database.Folder, "uploads")));
        var check = await database.InScopeAsync(services => services.GetRequiredService<AuditVerification>().RunAsync(null));
        Assert.Empty(check.Faults);
        Assert.InRange(check.Redacted, 50, check.Rows - 1);
    }

    /// <summary>Columns that leave, by their names in the database.</summary>
    private static List<string> PersonalColumnsOf(CooperaDb db) =>
    [
        .. from table in db.Model.GetRelationalModel().Tables
           from column in table.Columns
           where column.PropertyMappings.Count > 0 // what is in JSON has none
           let property = column.PropertyMappings[0].Property
           let path = property.DeclaringType is IComplexType part ? $"{part.ComplexProperty.Name}.{property.Name}" : property.Name
           let type = table.EntityTypeMappings.First().TypeBase.ClrType
           where PersonalColumns.All.Any(line => line.Class is not null && line.Table == type && line.Columns.Contains(path))
           select $"{table.Name}.{column.Name}",
    ];

    private static async Task RunJobsAsync(TestDatabase database)
    {
        var ran = await database.Services.GetRequiredService<JobRunner>().RunDueAsync();
        Assert.Contains("retention", ran);
        Assert.Empty(await database.ReadAsync(db => db.JobLeases.Where(lease => lease.Error != null).Select(
            lease => lease.Name + ": " + lease.Error).ToListAsync()));
    }

    /// <summary>Where a planted name can be read: in rows, in the file of the database as it lies on the disk, in any other file.</summary>
    private static async Task<List<string>> NeedlesAsync(TestDatabase database)
    {
        var found = await database.ReadAsync(async db =>
        {
            var places = new List<string>();
            await db.Database.OpenConnectionAsync();
            foreach (var table in db.Model.GetRelationalModel().Tables)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT * FROM \"{table.Name}\"";
                await using var reader = await command.ExecuteReaderAsync();
                var columns = new HashSet<string>();
                while (await reader.ReadAsync())
                {
                    for (var column = 0; column < reader.FieldCount; column++)
                    {
                        if (HoldsNeedle(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!))
                        {
                            columns.Add($"{table.Name}.{reader.GetName(column)}");
                        }
                    }
                }

                places.AddRange(columns);
            }

            return places;
        });
        foreach (var path in Directory.EnumerateFiles(database.Folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            if (HoldsNeedle(Path.GetFileName(path) + Encoding.Latin1.GetString(bytes.ToArray())))
            {
                found.Add(Path.GetRelativePath(database.Folder, path));
            }
        }

        return found;
    }

    private static bool HoldsNeedle(string text) =>
        PlantedNames.Needles.Any(needle => text.Contains(needle, StringComparison.OrdinalIgnoreCase));

    private static Task<string> FiguresAsync(TestDatabase database) => database.ReadAsync(async db =>
    {
        var figures = new List<string>();
        var registrations = await db.Registrations.AsNoTracking().ToListAsync();
        var provinces = await db.PublicBodies.ToDictionaryAsync(body => body.Code, body => body.ProvinceCode);
        foreach (var webinar in await db.Webinars.AsNoTracking().OrderBy(w => w.Id).ToListAsync())
        {
            var theirs = registrations.Where(r => r.WebinarId == webinar.Id).ToList();
            Count($"{webinar.Id} status and kind", theirs, r => $"{r.Status} {r.ParticipantKind}");
            Count($"{webinar.Id} body", theirs, r => r.PublicBodyCode);
            Count($"{webinar.Id} province", theirs, r => r.PublicBodyCode is { } code ? provinces[code] : null);
            Count($"{webinar.Id} role", theirs, r => r.Role == PlantedNames.CommonRole ? r.Role : "another");
            Count($"{webinar.Id} day", theirs, r => $"{r.CreatedAt:O}");
            figures.Add($"{webinar.Id} persons {theirs.Select(Person).Distinct().Count()}");
            var attendance = await db.AttendanceAsync(webinar);
            figures.Add($"{webinar.Id} present {theirs.Count(r => attendance.Reaches(r.Id))} of {attendance.Held}");
        }

        figures.Add($"persons {registrations.Select(Person).Distinct().Count()}");
        Count("answers", await db.Answers.AsNoTracking().ToListAsync(), a => a.Value is "Mattina" or "Sera" ? a.Value : "written");
        Count("presences", await db.PresenceIntervals.AsNoTracking().ToListAsync(), p => $"{p.EnteredAt:O} {p.LeftAt:O}");
        Count("mails", (await db.OutgoingMails.AsNoTracking().ToListAsync()).Where(
            m => m.Cause == MailCause.Staff && m.Status == OutgoingMailStatus.Sent), m => $"{m.Kind} {m.SentAt:O} {m.MailingId}");
        Count("adhesions", (await db.Adhesions.AsNoTracking().ToListAsync()).Where(
            a => a.Status is AdhesionStatus.Accepted or AdhesionStatus.Refused), a => $"{a.Status} {a.PublicBodyCode} {a.MemberSince}");
        Count("requests", await db.SchedaRequests.AsNoTracking().ToListAsync(), r => $"{r.PublicBodyCode} {r.RequestedAt:O}");
        Count("certificates", await db.Certificates.AsNoTracking().ToListAsync(),
            c => $"{c.FullNumber} {c.Code} {c.State} {c.Facts.AttendedMinutes} {c.Facts.Title}");
        Count("reports", await db.PresenceImports.AsNoTracking().ToListAsync(), i => $"{i.WebinarId} {i.People} {i.Hash}");
        Count("imports", await db.RegistrationImports.AsNoTracking().ToListAsync(), i => $"{i.WebinarId} {i.Rows} {i.Added} {i.Removed}");
        Count("messages", (await db.Mailings.AsNoTracking().ToListAsync()).Where(m => m.Mails > 0), m => $"{m.Kind} {m.Mails}");
        Count("register", (await db.AuditEntries.AsNoTracking().ToListAsync()).Where(
            e => e.At == TestDatabase.Now), e => $"{e.Action} {e.At:O}");
        return string.Join('\n', figures);

        void Count<T>(string what, IEnumerable<T> rows, Func<T, string?> by) => figures.AddRange(
            rows.GroupBy(by).Select(group => $"{what} {group.Key}: {group.Count()}").Order(StringComparer.Ordinal));
    });

    /// <summary>As a report counts persons once.</summary>
    private static string Person(Registration registration) => registration.PersonMark ?? registration.EmailKey;
}
