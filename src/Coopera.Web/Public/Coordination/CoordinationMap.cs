using Coopera.Core.Coordination;
using Coopera.Core.Documents;

namespace Coopera.Web.Public.Coordination;

public static class CoordinationMap
{
    public static string Draw(AdherentList list)
    {
        var members = list.Adherents.ToDictionary(a => a.Body.Code);
        var figures = list.Figures;
        return SicilyMap.Draw(new MapSheet(
            "Mappa degli enti aderenti in Sicilia",
            $"Un punto per ciascuno dei {figures.AllMunicipalities} comuni, più grande dove gli abitanti sono di più. Ad aderire "
                + $"{(figures.Municipalities == 1 ? "è un comune, segnato" : $"sono {figures.Municipalities} comuni, segnati")} con un "
                + "rombo. Linee tratteggiate "
                + $"circondano il territorio dei liberi consorzi e delle città metropolitane aderenti: {figures.WiderBodies}. "
                + "I nomi sono nell’elenco che segue la mappa.",
            [
                .. list.Register.Where(body => body is { Latitude: not null, Longitude: not null }).Select(body => new MapTown(
                    body.Code, body.Name, body.ProvinceCode, body.Latitude!.Value, body.Longitude!.Value, body.Population,
                    members.GetValueOrDefault(body.Code) is { } member ? Caption(member) : null)),
            ],
            [.. list.Adherents.Where(a => !a.Body.IsMunicipality).Select(a => new MapArea(a.Body.ProvinceCode, Caption(a)))]));
    }

    private static string Caption(Adherent adherent) => $"{adherent.Body.FullName}, {adherent.SinceInWords}";
}
