using System.Text;
using Coopera.Domain;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Coopera.Core.Documents;

/// <param name="Sequence">Rises with every change that calendars must follow (RFC 5545, 3.8.7.4).</param>
/// <param name="Address">The webinar's public page.</param>
/// <param name="Platform">Empty while it is not decided.</param>
/// <param name="Own">Only for the calendar of one person, who has a place.</param>
/// <param name="Programme">The talks with their hours, one a line; empty where they are not told.</param>
public sealed record CalendarEntry(
    int WebinarId, string Title, string Theme, DateTimeOffset StartsAt,
    DateTimeOffset EndsAt, int Sequence, string Address, bool IsCancelled = false,
    string Platform = "", OwnPages? Own = null, string Programme = "");

/// <summary>What one person opens: the way in, and the page where one cancels.</summary>
public sealed record OwnPages(string Enter, string Registration);

/// <param name="Host">Right half of every UID.</param>
public sealed record CalendarOrganizer(string Host, EmailAddress Address);

public sealed record CalendarGuest(Guid RegistrationId, string Name, EmailAddress Address);

/// <summary>
/// Calendar objects (RFC 5545) and invitations (RFC 5546). Times go out in UTC, which every calendar shows in its own zone.
/// </summary>
public static class WebinarCalendar
{
    private const string ProductId = "-//ANCI Sicilia//Coopera//IT";

    /// <summary>
    /// The invitation for one person: the same UID at every update, SEQUENCE one higher. A cancelled event is taken out of the calendar.
    /// </summary>
    public static byte[] Invitation(CalendarEntry entry, CalendarGuest guest, CalendarOrganizer organizer, DateTimeOffset now) =>
        Personal(entry.IsCancelled ? CalendarMethods.Cancel : CalendarMethods.Request, entry, guest, organizer, now);

    public static byte[] Cancellation(CalendarEntry entry, CalendarGuest guest, CalendarOrganizer organizer, DateTimeOffset now) =>
        Invitation(entry with { IsCancelled = true }, guest, organizer, now);

    /// <summary>
    /// What a person puts into their calendar by themselves: nobody invites anybody (RFC 5546, 3.2.1: no attendees), but it is the same
    /// event as that of the mails.
    /// </summary>
    public static byte[] ForOneself(CalendarEntry entry, Guid registrationId, CalendarOrganizer organizer, DateTimeOffset changedAt) =>
        Write(Calendar(CalendarMethods.Publish), [PersonalEvent(entry, registrationId, organizer, changedAt)]);

    /// <param name="changedAt">Programs take an event with another stamp for a new version of it.</param>
    public static byte[] Published(CalendarEntry entry, CalendarOrganizer organizer, DateTimeOffset changedAt) =>
        Write(Calendar(CalendarMethods.Publish), [PublicEvent(entry, organizer, changedAt)]);

    /// <summary>
    /// All events for everybody, to subscribe to. Only here calendars are given a name: programs that find one open a calendar of its own.
    /// </summary>
    public static byte[] Feed(IEnumerable<(CalendarEntry Entry, DateTimeOffset ChangedAt)> events, CalendarOrganizer organizer)
    {
        var calendar = Calendar(CalendarMethods.Publish);
        calendar.AddProperty("X-WR-CALNAME", "Webinar Coopera");
        calendar.AddProperty("X-WR-TIMEZONE", "Europe/Rome");
        return Write(calendar, events.Select(one => PublicEvent(one.Entry, organizer, one.ChangedAt)));
    }

    private static CalendarEvent PublicEvent(CalendarEntry entry, CalendarOrganizer organizer, DateTimeOffset changedAt) =>
        Event(entry, $"webinar-{entry.WebinarId}@{organizer.Host}", "Programma e iscrizioni:", organizer, changedAt);

    private static byte[] Personal(string method, CalendarEntry entry, CalendarGuest guest, CalendarOrganizer organizer, DateTimeOffset now)
    {
        var item = PersonalEvent(entry, guest.RegistrationId, organizer, now);
        item.Attendees.Add(new Attendee($"mailto:{guest.Address.Deliverable}")
        {
            CommonName = Parameter(guest.Name),
            ParticipationStatus = EventParticipationStatus.Accepted,
            Role = ParticipationRole.RequiredParticipant,
            Rsvp = false,
        });
        return Write(Calendar(method), [item]);
    }

    private static CalendarEvent PersonalEvent(
        CalendarEntry entry, Guid registrationId, CalendarOrganizer organizer, DateTimeOffset now)
    {
        var note = entry.Own is not { } pages ? "Il programma:"
            : $"Per collegarti apri la tua pagina d’ingresso:\n{pages.Enter}\n\n"
                + $"Se non puoi più partecipare annulla da qui, così il posto va a un’altra persona:\n{pages.Registration}\n\nIl programma:";
        var item = Event(entry, $"{registrationId:N}@{organizer.Host}", note, organizer, now);
        if (entry.Own is { } own)
        {
            item.Location = own.Enter; // what calendar programs offer to open
            item.Url = new Uri(own.Enter);
        }

        return item;
    }

    private static CalendarEvent Event(CalendarEntry entry, string uid, string note, CalendarOrganizer organizer, DateTimeOffset now)
    {
        var item = new CalendarEvent
        {
            Uid = uid,
            Sequence = entry.Sequence,
            Summary = entry.Title,
            Description = string.Concat(new[] { entry.Theme, entry.Programme }.Where(part => part.Length > 0).Select(part => $"{part}\n\n"))
                + $"{note}\n{entry.Address}",
            Location = entry.Platform.Length == 0 ? "On line" : $"On line ({entry.Platform})",
            Url = new Uri(entry.Address),
            Start = Utc(entry.StartsAt),
            End = Utc(entry.EndsAt),
            DtStamp = Utc(now),
            LastModified = Utc(now),
            Status = entry.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new Organizer($"mailto:{organizer.Address.Deliverable}") { CommonName = "Coopera – ANCI Sicilia" },
        };
        if (!entry.IsCancelled)
        {
            item.Alarms.Add(new Alarm
            {
                Action = AlarmAction.Display,
                Description = $"Tra un’ora: {entry.Title}",
                Trigger = new Trigger(Duration.FromHours(-1)),
            });
        }

        return item;
    }

    private static Calendar Calendar(string method) => new() { ProductId = ProductId, Method = method };

    private static byte[] Write(Calendar calendar, IEnumerable<CalendarEvent> events)
    {
        foreach (var item in events)
        {
            calendar.Events.Add(item);
        }

        return Encoding.UTF8.GetBytes(CalendarLines.Refold(new CalendarSerializer().SerializeToString(calendar) ?? ""));
    }

    private static string Parameter(string value) => string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c == '"' ? '\'' : c));

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId, hasTime: true);
}
