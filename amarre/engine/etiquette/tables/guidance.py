"""Phrases that tell guidance from letters, in the notation of `..table`."""

FR = """
@advising
    nous vous (conseillons|recommandons|suggérons|encourageons|invitons)

@protecting
    (obligatoire*|recommandé*|conseillé*|déconseillé*|interdit*|nécessaire*|protèg*|protéger|vaccin*|
        symptôme*|dépistage|médecin|gestes barrières)

@company
    (nous|notre|nos|je|mon|client*|locataire*|usager*|voyageur*|abonné*|titre*|commande*|livraison*|
        facture*|contrat*|dossier*|agence*|boutique*|magasin*|compte*|rembours*|abonnement*|réserv*|trafic|
        ligne|lignes|train*|cars|vol|vols|colis|production|usine*|paiement*|réclamation*|entreprise|
        direction|guichet*|panne*|coupure*|interrompu*|suspend*|incident*|annul*|rappel (de|du)|
        distribution|avarie*|demande*|votre requête|donnée*|coordonnées|fichier*|volé*|fuite*|échéance*|
        régl*|impayé*)
"""

EN = """
@advising
    (we|i) (advise|recommend|suggest|encourage)( you)?

@protecting
    (mandatory|compulsory|recommended|advised|forbidden|required|protect*|vaccin*|symptom*|tested|doctor)

@company
    (we|our|us|i|my|customer*|tenant*|resident*|passenger*|ticket*|order*|deliver*|invoice*|bill|bills|
        contract*|policy|branch*|shop|shops|store*|account*|refund*|subscri*|booking*|train*|bus|buses|
        flight*|parcel*|production|plant|factory|payment*|complaint*|claim*|company|management|website|
        outage*|interrupt*|suspended|incident|cancel*|recall*|supply|supplies|request*|case|data|file|files|
        stolen|leak*|overdue|
        services?)
"""
