using Coopera.Core.Documents;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Words;

namespace Coopera.Core.Coordination;

public static class SchedaReading
{
    public static void FillIn(
        this AdhesionSchedaContent content, Adhesion adhesion, PublicBody body, EmailAddress follower, DateTimeOffset now)
    {
        if (content.Pec.IsGiven)
        {
            adhesion.ChangeBody(body, follower, content.Pec, Actor.Body, now);
        }

        var representative = content.Representative with
        {
            FirstName = Name(content.Representative.FirstName),
            LastName = Name(content.Representative.LastName),
        };
        adhesion.TellPeople(body, representative, Safe(content.Political), Safe(content.Technical), Actor.Body, now);
        var places = ItalianInput.TryNumber(content.Places, out var number) && number is >= 1 and <= SaiNetwork.MostPlaces
            ? number
            : (int?)null;
        var network = content.Project is SaiProject.No or null
            ? new SaiNetwork(content.Project, SaiKinds.None, null)
            : new SaiNetwork(content.Project, content.Kinds, places);
        adhesion.TellNetworkAndAct(network, Act(content, now), Actor.Body, now);
    }

    private static AdhesionAct Act(AdhesionSchedaContent content, DateTimeOffset now)
    {
        if (content.ActKind is null or ActKind.ToBeAdopted)
        {
            return new AdhesionAct(content.ActKind, "", null);
        }

        var isDate = ItalianInput.TryDate(content.ActDate, out var date) && date.Year >= 2000 && date <= RomeTime.Day(now);
        return new AdhesionAct(content.ActKind, Safe(content.ActNumber), isDate ? date : null);
    }

    private static ContactPerson Safe(ContactPerson person) => new(
        Name(person.FirstName),
        Name(person.LastName),
        Title(person.Role),
        Title(person.Unit),
        PhoneNumber.IsPlausibleOrEmpty(person.Phone) ? person.Phone : "",
        person.Email);

    private static string Name(string line) => PersonName.FaultOf(line) is null ? Safe(line) : "";

    private static string Title(string line) => Designation.FaultOf(line) is null ? Safe(line) : "";

    private static string Safe(string line) => Text.IsSafeLine(line) ? line : "";
}
