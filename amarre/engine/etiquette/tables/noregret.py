"""Phrases of the family noregret, in the notation of `..table`."""

FR = """
@regret
    (désolé*|navré*|excus*|pardon*|confus de|confuse de|nous (nous )?en voulons|nous avons honte|nos torts|
        notre tort|mea culpa|nous avons failli|nous vous devons)
    (regrett*|regret*|déplor*|attrist*|peiné*|bouleversé*|de tout coeur avec|nos (plus
        sincères )?condoléances|tristesse)
    (nous aurions|j'aurais|on aurait) (dû|aimé|voulu|préféré|souhaité)
    (nous vous avons|nous avons) (déçu*|manqué|fait défaut|mal|fait attendre|laissé)
    (pas|n'est pas|n'avons pas|n'étions pas) (été )?à la hauteur

@not-regret
    (avons|sommes|ai|suis|au) (le |au )?regret (de|d') (vous )?(informer|annoncer|faire|ne|constater|devoir)
    (nous|je) (ne )?(regrett*) (de devoir|que vous|votre)
    sans regret*

@harm
    (panne*|coupure*|coupé*|incident*|accident*|fuite*|piratage*|intrusion*|cyberattaque*|attaque*|
        violation|vol|volé*|dérobé*|rappel|rappelons (le|la|les|un|une|des)|rappelé*|retir* (de la vente|du
        marché|des rayons)|contamin*|listeria|salmonel*|intoxic*|bless*|brûl*|défaut|défectueu*|défaillan*|
        dysfonctionn*|interrompu*|interruption*|indisponib*|inaccessib*|erreur*|double prélèvement|débit*
        (deux|à tort)|prélev* (deux|à tort)|incendie|inondation|perdu*|perte*|supprim*|copié*|(lu|lue|lus|
        lues|consulté*|récupéré*) par|arrêté*|à l'arrêt|tiers|ne (fonctionn*|march*|circul*) (pas|plus)|
        privé* d*|hors service|bloqué*|exposé*|compromis*|divulgu*|malveillan*|non autorisé*|par erreur|à
        tort|déraill*|effondr*|affaiss*|(eau|couleur) (trouble|brun*|jaun*)|
        coloration|moisi*|mauvais* (patient|destinataire|adresse|température|dose|lot)|sans (chauffage|eau|
        électricité|
        ascenseur)|hors d'usage|chaîne du froid|fumée*|explosion*|décès|victime*|
        malade*|impropre*|pollu*|déficien*)

@trouble
    (retard*|rupture*|pénurie*|report*|annul*|ferm*|suspend*|perturb*|interromp*)

@severe
    (piratage*|intrusion*|cyberattaque*|fuite de données|violation de (vos )?données|vos (données|
        coordonnées|informations|mots de passe) ~ (volé*|dérobé*|compromis*|divulgu*|exposé*|consulté*|
        copié*)|(a|ont|avons|avez) été (blessé*|brûlé*|intoxiqué*|débité* deux fois|prélevé* deux fois)|
        rappel (de|du) (produit*|lot*)|(nous|procédons au) (rappelons|retirons|rappel) ~ (lot*|modèle*|
        produit*|vendu*))

@conditional
    (si|pour ceux qui) ~ (gêné*|offensé*|déçu*|incommodé*|dérangé*|heurté*|impacté*|lésé*) ~ (désolé*|
        excus*|regrett*|navré*)
    (excus*|désolé*|regrett*|navré*) (si|au cas où) ~ (gêné*|offensé*|déçu*|incommodé*|dérangé*|heurté*|
        certains|quelqu'un|d'aucuns|pu)
"""

EN = """
@regret
    (sorry|apolog*|regret*|forgive*|ashamed|saddened|heartbroken|condolence*|remorse|our fault|we let you
        down|let you down|we failed you|fell short|not good enough|we failed)
    (we|i) (should have|wish we|wish i|would have (liked|wanted|preferred)|owe you)

@not-regret
    (we|i) regret to (inform|tell|announce|advise|say)
    regrettabl*
    no regrets

@harm
    (outage*|power cut|cut off|incident*|accident*|leak*|breach*|hack*|intrusion*|cyber-?attack*|
        cyberattack*|attack*|stolen|stole|theft|copied|third party|stopped|recall*|withdraw*|contaminat*|
        listeria|salmonella|poison*|injur*|burn*|defect*|fault*|malfunction*|interrupt*|unavailable|
        inaccessible|error*|charged (twice|in error)|fire|flood*|lost|loss|losing|not working|stopped
        working|down|without (power|water|heating|service)|broken|blocked|exposed|compromised|disclosed|
        unauthorised|unauthorized|out of (order|action|service|use)|by mistake|in error|wrong (temperature|
        person|patient|
        address|dose|batch|recipient|account)|discolour*|discolor*|mould|derail*|collaps*|explo*|smoke|
        stranded|
        (stop using|do not (use|eat|drink)) ~ (lot|batch|product*|pen*|jar*|them|it|any)|malicious|death*|
        victim*|ill|sick|unsafe|pollut*|failure|failed|crash*|
        withdrawn)

@trouble
    (cancel*|delay*|shortage*|out of stock|postpon*|clos*|suspend*|disrupt*|affected|late)

@severe
    (data breach*|hacked|intrusion*|cyber-?attack*|cyberattack*|your (data|details|information|personal|
        password*|account*) ~ (stolen|compromised|disclosed|exposed|accessed|copied|leaked)|(was|were|been)
        (injured|burned|poisoned|charged twice)|recall (of|notice)|(we are|is|we at *) recalling|(are|is)
        (being )?recalled|unauthorised access|unauthorized access)

@conditional
    (sorry|apolog*|regret*) (if|to anyone who|should (any|you)) ~ (felt|inconvenienc*|offend*|upset|
        disappoint*|may|might|anyone|feel|some)
    if (anyone|any customer*|some|you) ~ (felt|inconvenienc*|offend*|upset|disappoint*) ~ (sorry|apolog*|
        regret*)
"""
