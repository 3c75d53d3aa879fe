namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Dossiers
        {
            public const string Page = $"{Home}/dossier";
            public const string File = $"{Page}.zip";

            public static string OfWebinar(int webinar) => $"{Page}?webinar={webinar}";
        }
    }
}
