using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Core.Texts;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Registrations;
using Coopera.Domain.Texts;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

/// <summary>What the certificates of one webinar have in common, and what each says of its person.</summary>
public sealed class FactsMaker
{
    private readonly CertificateFacts _common;
    private readonly WebinarAttendance _attendance;
    private readonly IReadOnlyDictionary<string, string> _bodies;

    private FactsMaker(CertificateFacts common, WebinarAttendance attendance, IReadOnlyDictionary<string, string> bodies) =>
        (_common, _attendance, _bodies) = (common, attendance, bodies);

    /// <summary>Nobody has written who signs: no certificate can be issued.</summary>
    public bool HasSigner => _common.Signer.Length > 0;

    public static async Task<FactsMaker> ReadAsync(
        CooperaDb db, Webinar webinar, WebinarAttendance attendance, CreditRule credits, SiteAddresses addresses, DateTimeOffset now)
    {
        var texts = await SiteTexts.ReadAsync(db);
        var talks = await db.Webinars.AsNoTracking().Where(w => w.Id == webinar.Id)
            .SelectMany(w => w.Talks).Include(talk => talk.Speakers).OrderBy(talk => talk.Position).ToListAsync();

        // The codes first: asked body by body each would look through the whole webinar.
        var codes = db.Registrations.Where(r => r.WebinarId == webinar.Id && r.PublicBodyCode != null).Select(r => r.PublicBodyCode!);
        var bodies = await db.PublicBodies.AsNoTracking().Where(body => codes.Contains(body.Code)).ToListAsync();
        return new FactsMaker(
            new CertificateFacts
            {
                Person = "",
                Title = webinar.Title,
                Theme = webinar.Theme,
                From = attendance.Held.From,
                Until = attendance.Held.Until,
                Mode = webinar.Platform.Length == 0 ? CertificateWords.Mode : $"{CertificateWords.Mode}, con {webinar.Platform}",
                AttendedMinutes = 0,
                WholeMinutes = (int)attendance.Whole.TotalMinutes,
                Programme = [.. talks.Select(Of)],
                Coordinator = webinar.Coordinator,
                Fund = HousePaper.Fund,
                Place = texts[SiteTextKind.CertificatePlace] ?? CertificatePhrases.UsualPlace,
                Day = RomeTime.Day(now),
                Signer = texts[SiteTextKind.CertificateSigner] ?? "",
                VerificationAddress = addresses.CertificateCheck,
                Credits = credits.Credits,
                IsSample = webinar.IsSample,
            },
            attendance,
            bodies.ToDictionary(body => body.Code, body => body.FullName));
    }

    /// <summary>For a specimen of a webinar that nobody attended.</summary>
    public CertificateFacts OfNobody() => _common with { Person = "Maria Rossi", AttendedMinutes = _common.WholeMinutes };

    /// <param name="replaces">The number of the one whose place it takes.</param>
    public CertificateFacts Of(Registration person, string? replaces = null)
    {
        // Who was there before the beginning or after the end of the planned time has not attended more than all of it.
        var attended = _attendance.Of(person.Id) < _attendance.Whole ? _attendance.Of(person.Id) : _attendance.Whole;
        return _common with
        {
            Person = person.FullName,
            Body = person.PublicBodyCode is { } code ? _bodies.GetValueOrDefault(code) : person.OtherBody,
            AttendedMinutes = (int)attended.TotalMinutes,
            Replaces = replaces,
        };
    }

    private static CertificateTalk Of(Talk talk) => new(
        talk.Title, talk.Subtitle, talk.Hours() ?? "",
        [.. talk.Speakers.OrderBy(speaker => speaker.Position)
            .Select(speaker => speaker.Role.Length == 0 ? speaker.Name : $"{speaker.Name}, {speaker.Role}")]);
}
