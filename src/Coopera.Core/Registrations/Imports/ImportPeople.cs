using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.Imports;

/// <param name="Read">How many rows the list has, also those that cannot be imported.</param>
/// <param name="Fingerprint">Of the plan that was confirmed.</param>
public sealed record ImportOrder(
    int WebinarId, IReadOnlyList<ImportRow> Rows, int Read, ImportTerms Terms, string Fingerprint, string Staff, Guid? Form = null);

/// <summary>
/// The secretariat signs up everybody of a list, in one transaction under the webinar's lock. The plan is made again there: when it is not
/// the one that somebody confirmed, nothing happens. The result has the import's id.
/// </summary>
public sealed class ImportPeople(CooperaDb database, TimeProvider clock)
{
    private const int Chunk = 200;

    public async Task<ChangeResult> RunAsync(ImportOrder order, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await TryAsync(); // somebody of the list came in between: now they are found
        }

        Task<ChangeResult> TryAsync() => database.WriteOnceAsync(order.Form, db => ImportAsync(db, order), cancellationToken);
    }

    private async Task<ChangeResult> ImportAsync(CooperaDb db, ImportOrder order)
    {
        var (now, terms) = (clock.GetUtcNow(), order.Terms);
        if (await db.LockWebinarAsync(order.WebinarId) is not { } webinar)
        {
            return ChangeResult.NotFound;
        }

        var plan = await ImportPlan.OfAsync(db, webinar, order.Rows, terms.EvenCancelled);
        if (webinar.Status != WebinarStatus.Published || plan.Fingerprint != order.Fingerprint || plan.New.Count == 0)
        {
            return ChangeResult.Stale;
        }

        terms = terms with { SendsMail = terms.SendsMail && SendConfirmationAgain.IsPossible(webinar, now) };
        var import = new RegistrationImport(webinar.Id, order.Staff, terms, order.Read, plan.New.Count, now);
        db.RegistrationImports.Add(import);
        await db.SaveChangesAsync();
        var first = await Places.LastNumberAsync(db, webinar.Id) + 1;
        var notice = new PrivacyNoticeReading(await PrivacyNotice.VersionAsync(db), now, false);
        var (number, left) = (first, terms.BeyondPlaces ? null : plan.PlacesLeft);
        foreach (var rows in plan.New.Chunk(Chunk))
        {
            await MakeWayAsync(db, webinar.Id, rows);
            foreach (var row in rows)
            {
                Add(db, webinar, import, Registration.SignUp(
                    webinar.Id, number++, left, row.Row.Participant, notice, now, sharesMailbox: row.SharesMailbox), now);
                left = left is { } places ? Math.Max(0, places - 1) : null;
            }

            await db.SaveChangesAsync();
            db.ChangeTracker.Clear(); // they would all be looked through again at every step
        }

        var waiting = terms.BeyondPlaces ? 0 : plan.Waiting;
        var beyond = terms.BeyondPlaces && plan.Waiting > 0 ? $" Oltre i {webinar.Capacity} posti." : "";
        var line = new RegisterLine(
            AuditAction.RegistrationsImported,
            $"{RegistrationPhrases.Registrations(plan.New.Count)} da: {import.Source}. Numeri da {first} a {number - 1}. "
                + $"Informativa: {import.Informed}. {(import.SentMail ? "Conferma mandata per email." : "Senza email di conferma.")}"
                + beyond,
            import.Purpose);
        Register.Add(db, order.Staff, webinar.Title, AuditSubject.Webinar(webinar.Id), line, now);
        await db.SaveChangesAsync();
        return ChangeResult.Done(ImportPhrases.Done(plan.New.Count, waiting), $"{import.Id}");
    }

    private static void Add(CooperaDb db, Webinar webinar, RegistrationImport import, Registration registration, DateTimeOffset now)
    {
        db.Registrations.Add(registration);
        db.ImportedRegistrations.Add(new ImportedRegistration(import.Id, registration.Id));
        db.RegistrationEvents.Add(new RegistrationEvent(
            registration.Id, RegistrationEventKind.AddedByStaff, import.Staff, ImportPhrases.Diary(import), now));
        if (import.SentMail && SendConfirmationAgain.MailFor(webinar, registration) is { } mail)
        {
            db.Queue(MailCause.Staff, mail, registration, now);
        }
    }

    /// <summary>As <see cref="Unconfirmed.MakeWayAsync(CooperaDb, int, Participant)"/>, for many.</summary>
    private static async Task MakeWayAsync(CooperaDb db, int webinarId, IEnumerable<PlannedRow> rows)
    {
        var people = rows.Select(row => row.Row.Participant).ToList();
        string[] keys = [.. people.Select(one => one.Email.Key), .. people.Select(Registration.SharedKeyOf)];
        var there = await db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinarId
            && r.Status == RegistrationStatus.Unconfirmed && r.ActiveKey != null && keys.Contains(r.ActiveKey)).ToListAsync();
        foreach (var one in there.Where(one => people.Exists(p => p.Email.Key == one.EmailKey && one.IsNamed(p.FirstName, p.LastName))))
        {
            await Unconfirmed.DropAsync(db, one);
        }
    }
}
