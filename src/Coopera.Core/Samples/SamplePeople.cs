using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Samples;

internal sealed record SamplePerson(Participant Participant, bool FutureInvitations);

internal static class SamplePeople
{
    private const int Count = 80;

    private static readonly string[] FirstNames =
    [
        "Rosalia", "Salvatore", "Agata", "Calogero", "Lucia", "Giuseppe", "Concetta", "Vincenzo", "Francesca", "Gaetano",
        "Carmela", "Rosario", "Antonella", "Filippo", "Daniela", "Ignazio", "Elena", "Michele", "Noemi", "Davide",
    ];

    private static readonly string[] LastNames =
    [
        "Ferrantello", "Mandalà", "Cusimanno", "Lo Verdeo", "Brancatelli", "D’Asaro", "Piazzolla", "Sciortano", "La Mantìa", "Gulizio",
        "Trapanotto", "Vizzinese", "Calafiori", "Di Marsala", "Nicosìa", "Pantelleri", "Ustichese", "Favarotto", "Madonìa", "Etneo",
        "Iblei",
    ];

    private static readonly string[] Roles =
        ["Assistente sociale", "Responsabile di servizio", "Operatrice dell’accoglienza", "Istruttore amministrativo", "Educatrice"];

    private static readonly string[] BodyCodes = ["081001", "082053", "083048", "084001", "087015", "088009", "089017", "086009"];

    public static Task<List<PublicBody>> BodiesAsync(CooperaDb db) =>
        db.PublicBodies.AsNoTracking().Where(body => BodyCodes.Contains(body.Code)).OrderBy(body => body.Code).ToListAsync();

    public static IEnumerable<SamplePerson> All(IReadOnlyList<PublicBody> bodies) =>
        Enumerable.Range(0, Count).Select(i => Person(i, bodies[i % bodies.Count]));

    private static SamplePerson Person(int i, PublicBody body)
    {
        var (first, last) = (FirstNames[i % FirstNames.Length], LastNames[i % LastNames.Length]);
        var kind = (i % 10) switch
        {
            < 6 => ParticipantKind.Staff,
            < 8 => ParticipantKind.Partner,
            _ => ParticipantKind.Citizen,
        };
        var partner = kind == ParticipantKind.Partner ? "Cooperativa sociale di esempio" : null;
        return new(
            new Participant(
                first,
                last,
                EmailAddress.Parse($"{Text.Fold(first)}.{Text.Fold(last).Replace(" ", "", StringComparison.Ordinal)}@esempio.example"),
                kind,
                kind == ParticipantKind.Staff ? body.Code : null,
                partner,
                kind == ParticipantKind.Staff ? body.FullName : partner,
                $"{Roles[i % Roles.Length]} (esempio)",
                Phone: null),
            FutureInvitations: i % 4 == 0);
    }
}
