using System.Text;
using Coopera.Domain;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Coopera.Web.Documents;

/// <param name="Sequence">Rises with every change that calendars must follow (RFC 5545, 3.8.7.4).</param>
/// <param name="Address">The webinar's public page: personal links stay out of calendars, which people share.</param>
public sealed record CalendarEntry(
    int WebinarId, string Title, string Theme, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Sequence, string Address, bool IsCancelled = false);

/// <param name="Host">Right half of every UID.</param>
public sealed record CalendarOrganizer(string Host, EmailAddress Address);

public sealed record CalendarGuest(Guid RegistrationId, string Name, EmailAddress Address);

/// <summary>Calendar objects (RFC 5545) and invitations (RFC 5546). Times go out in UTC, which every calendar shows in its own zone.</summary>
public static class WebinarCalendar
{
    private const string ProductId = "-//ANCI Sicilia//Coopera//IT";

    /// <summary>The invitation for one person: the same UID at every update, SEQUENCE one higher.</summary>
    public static byte[] Invitation(CalendarEntry entry, CalendarGuest guest, CalendarOrganizer organizer, DateTimeOffset now) =>
        Personal(CalendarMethods.Request, entry, guest, organizer, now);

    /// <summary>Takes the event out of the person's calendar.</summary>
    public static byte[] Cancellation(CalendarEntry entry, CalendarGuest guest, CalendarOrganizer organizer, DateTimeOffset now) =>
        Personal(CalendarMethods.Cancel, entry with { IsCancelled = true }, guest, organizer, now);

    /// <summary>One or more events for everybody.</summary>
    public static byte[] Published(IEnumerable<CalendarEntry> entries, CalendarOrganizer organizer, DateTimeOffset now) =>
        Write(CalendarMethods.Publish, entries.Select(entry => Event(entry, $"webinar-{entry.WebinarId}@{organizer.Host}", organizer, now)));

    private static byte[] Personal(string method, CalendarEntry entry, CalendarGuest guest, CalendarOrganizer organizer, DateTimeOffset now)
    {
        var item = Event(entry, $"{guest.RegistrationId:N}@{organizer.Host}", organizer, now);
        item.Attendees.Add(new Attendee($"mailto:{guest.Address.Deliverable}")
        {
            CommonName = guest.Name,
            ParticipationStatus = EventParticipationStatus.Accepted,
            Role = ParticipationRole.RequiredParticipant,
            Rsvp = false,
        });
        return Write(method, [item]);
    }

    private static CalendarEvent Event(CalendarEntry entry, string uid, CalendarOrganizer organizer, DateTimeOffset now)
    {
        var item = new CalendarEvent
        {
            Uid = uid,
            Sequence = entry.Sequence,
            Summary = entry.Title,
            Description = $"{(entry.Theme is "" ? "" : $"Tema: {entry.Theme}.\n\n")}Il link per collegarti arriva per email prima dell’inizio.\n\n{entry.Address}",
            Location = "On line",
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

    private static byte[] Write(string method, IEnumerable<CalendarEvent> events)
    {
        var calendar = new Calendar { ProductId = ProductId, Method = method };
        calendar.AddProperty("X-WR-CALNAME", "Webinar Coopera");
        calendar.AddProperty("X-WR-TIMEZONE", "Europe/Rome");
        foreach (var item in events)
        {
            calendar.Events.Add(item);
        }

        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? "");
    }

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId, hasTime: true);
}
