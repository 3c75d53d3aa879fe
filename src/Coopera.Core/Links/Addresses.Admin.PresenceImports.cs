namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class PresenceImports
        {
            public static string New(int webinar) => $"{Webinars.Page(webinar)}/presenze/importa";

            public static string Try(int webinar) => $"{New(webinar)}/prova";

            public static string Run(int webinar) => $"{New(webinar)}/salva";

            public static string Page(int webinar, int report) => $"{New(webinar)}/{report}";

            public static string Undo(int webinar, int report) => $"{Page(webinar, report)}/ritira";

            public static string Forget(int webinar, int report, int pairing) => $"{Page(webinar, report)}/dimentica/{pairing}";
        }
    }
}
