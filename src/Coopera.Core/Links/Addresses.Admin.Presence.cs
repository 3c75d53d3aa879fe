using System.Globalization;

namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Presence
        {
            public static string Page(int webinar) => $"{Webinars.Page(webinar)}/presenze";

            public static string Rule(int webinar) => $"{Page(webinar)}/regole";

            public static string Word(int webinar) => $"{Page(webinar)}/parola";

            public static string Pdf(int webinar) => $"{Page(webinar)}.pdf";

            public static string Xlsx(int webinar) => $"{Page(webinar)}.xlsx";

            public static string Requests(int webinar) => $"{Page(webinar)}?mostra=richieste";

            public static string Person(Guid registration) => $"{Registrations.Page(registration)}/presenza";

            public static string Add(Guid registration) => $"{Person(registration)}/aggiungi";

            public static string Decide(Guid registration) => $"{Person(registration)}/decidi";

            public static string TakeAway(Guid registration, long interval) =>
                $"{Person(registration)}/{interval.ToString(CultureInfo.InvariantCulture)}/togli";

            public static string PutBack(Guid registration, long interval) =>
                $"{Person(registration)}/{interval.ToString(CultureInfo.InvariantCulture)}/rimetti";
        }
    }
}
