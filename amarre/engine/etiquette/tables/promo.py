"""Phrases of the family promo, in the notation of `..table`."""

FR = """
@stopped
    (suspend*|arret*|interromp*|interrompu*|annul*|report*|cess*|retir*|stopp*) ~ (promotion*|promo|
        publicit*|offre*|campagne*|soldes)
    (promotion*|promo|publicit*|offre*|campagne*|soldes) ~ (suspend*|suspendu*|arret*|interromp*|
        interrompu*|annul*|report*|cess*|retir*)
    (aucune|pas de|ni|sans|n'est pas une|rien a) (promotion|promo|publicite|offre commerciale|demarche
        commerciale|vendre|acheter|remise)
    (mesures|reponses|questions|conseils|consignes|precautions|horaires|adresses|associations|informations)

promo.discount
    unless @stopped
    # ?% de (remise|réduction|rabais|moins|promo*|promotion) ~ (sur (tout*|tous|nos|notre|l'ensemble|la|le|
        les|votre (prochain*|première)|vos (prochain*|achats))|dès|pour tout*|avec le code|jusqu'au)
    # ?<euro> (de (remise|réduction|rabais)|offerts|de moins) ~ (sur (tout*|tous|nos|votre (prochain*|
        première)|vos (prochain*|achats))|dès #|pour tout* (achat*|command*|souscription)|avec le code)
    - ?# ?(%|<euro>) (sur|avec|de|dès|pour|jusqu'au|aujourd'hui|ce|cette)
    jusqu'à - ?# ?%
    jusqu'à # ?% (de (remise|réduction|rabais)|sur (tout*|nos|notre|la collection|une sélection))
    code (promo*|promotionnel|avantage|réduction|de réduction|privilège)
    avec le code
    (remise*|réduction*|rabais|ristourne*) (exceptionnelle*|immédiate*|spéciale*|exclusive*)? ?(de
        # ?% )?sur (tout*|tous|nos|notre|l'ensemble|votre prochain* (achat|commande)|vos prochain* achat*)
    prix (cassés|imbattable*|mini|doux|choc|sacrifié*|bradé*|fous|réduit* sur|promotionnel*|d'ami*|barré*)
    (soldes|vente flash|ventes flash|ventes privées|vente privée|black friday|bon plan|bons plans|
        déstockage|bonne* affaire*|super affaire*)
    (promo|promos|promotions)
    (une|cette|notre|la|en) promotion
    tarif* (promotionnel*|imbattable*|choc|de lancement|exclusif*|ultra*|réservé* aux|privilégié*|
        attractif*|avantageux)
    livraison (offerte|gratuite) (à partir de|dès|pour (tout*|toute)) ~ (achat*|€|euros|commande*)
    # ?<euro> au lieu de #
    (les|aux|des|nos) (#|dix|vingt|trente|cinquante|cent|deux cents|cinq cents|mille|tout) ?(premiers|
        premières) (inscrit*|client*|acheteur*|command*|arriv*|abonn*|à)
    (un|une|le) (deuxième|2e|second|seconde|troisième|3e) (offert*|gratuit*|à moitié prix)
    # (achetés?|acheté*), (#|le|la)
    (chèque|bon) (cadeau|d'achat) ~ (pour tout*|dès|à partir)

promo.offer
    unless @stopped
    unless (échéancier|mensualité*|échelonn*|étal*|rembours*|facture*|acompte*|plan de paiement|échéance*|
        régl*|pay*|vers*|prélèv*|cotisation|avoir|dette|solde)
    (profitez|profite|profitons)(-en)? ~ (offre*|prix|tarif*|# ?%|remise*|réduction*|promo*|avantage*|
        catalogue|collection|gamme|produits|nouveauté*|abonnement|formule|pack|livraison|soldes|bons?
        plans?)
    (profitez|profite)-en (vite|dès|maintenant|tant que|avant|sur|aujourd'hui|sans)
    acheté* ~ offert*
    (bénéficiez|bénéficie) ~ (offre*|- ?# ?%|# ?% de (remise|réduction)|prix|tarif* (préférentiel|exclusif|
        spécial)|réduction*|promo*|avantages exclusifs)
    offre* ~ (exclusive*|spéciale*|exceptionnelle*|limitée*|de lancement|de bienvenue|du moment|
        irrésistible*|imbattable*|promotionnelle*|commerciale*|premium|découverte|flash|anti-crise|
        solidarité à|à saisir|à ne pas|incontournable*|tout compris|vip|intégral*|confort)
    (notre|nos|cette|une) (toute )?(nouvelle*|super|belle*|dernière*) (offre*|promotion*|formule*)
    nos (offres|promotions|bons plans|prix|tarifs) (du|de|sur|vous|n'|sont (imbattables|bas|doux))
    (renouvel*|réabonn*|souscri*|command*) ~ et (recevez|bénéficiez|profitez|gagnez|économisez|obtenez)
    (recevez|bénéficiez|profitez|obtenez|gagnez|économisez) ~ # (mois|semaines|séances|nuits|places)
        (gratuit*|offert*|
        en cadeau)
    dommage (de|d') (perdre|passer à côté|se priver|vous priver)
    (filez|foncez|courez|précipitez-vous|faites un tour) (vite |donc )?(découvrir|sur|à|au|dans|voir|chez)
    (astuce|bon à savoir|le saviez-vous|petit conseil) ?:? ~ (option*|formule*|offre*|forfait*)
    (pour vous consoler|pour se consoler|de quoi (oublier|patienter)|en attendant,? (pourquoi|découvrez|
        craquez|profitez|offrez|faites))
    (faites-vous|fais-toi|se faire) plaisir
    (offrez-vous|craquez|craquer|laissez-vous tenter|chouchoutez-vous|gâtez-vous|succombez)
    (faites le plein|à prix|petits prix|coup* de coeur|best-seller*|must-have|shopping)
    (parrainez|parrainage|programme de fidélité|points de fidélité|carte de fidélité)
    (abonnez-vous|souscrivez|inscrivez-vous|passez commande|commandez|achetez|équipez-vous|réservez) ~ (dès
        (maintenant|aujourd'hui|à présent)|sans attendre|sans tarder|vite|en quelques clics|en un clic)
    (dès|pour|à) (# ?<euro>|#[,.]#) ~ (d'achat|d'achats|seulement|par mois|/mois)
    (seulement|pour|à|dès) # ?<euro> ?(par |/ ?|le |l')?(mois|an|jour|semaine)
    (à partir de|dès|pour seulement|à seulement|au prix de|pour à peine) # ?<euro>

promo.hurry
    ne (ratez|manquez|rate|manque|loupez|passez) (surtout )?pas (cette|l'|notre|nos|ces|à côté|l'occasion|la
        chance|le coche|une miette)
    (dépêchez-vous|dépêche-toi|faites vite|hâtez-vous|foncez)
    (quantités|stocks|places|séries?|éditions?) (très |ultra )?limité*
    (dans la limite|jusqu'à épuisement|jusqu'à l'épuisement) (des stocks|du stock|des places)
    (il n'y en aura pas pour tout le monde|derniers jours pour|plus que # (jours|heures) pour|premier
        arrivé|premiers arrivés)
    (avant|pendant) qu'il (ne |n'en )?(soit trop tard|reste|en reste) ~ (stock*|article*|offre*|produits)
    offre valable (jusqu'|du|ce|cette|uniquement|seulement)
    (uniquement|seulement|rien que) (aujourd'hui|ce week-end|cette semaine|pendant # (jours|heures))

promo.opportunity
    (profitez|profite|profitons) ~ (confinement|période|temps libre|pause|crise|situation|moment|
        circonstances|occasion|coupure|panne|fermeture|attente) ~ (pour|et)
    (en profiter|profitez-en|profitons-en) pour (vous )?(découvrir|tester|essayer|acheter|commander|offrir|
        souscrire|passer|renouveler|compléter|faire|moderniser|équiper|changer|adopter|proposer|présenter|
        rappeler nos)
    c'est (aussi |peut-être |donc |justement |maintenant )?(le (bon )?moment|l'occasion) (idéal*|rêvé*|
        parfait*|ou jamais|de|d'|pour) ~ (découvrir|tester|essayer|acheter|commander|offrir|souscrire|
        passer|renouveler|équiper|investir|profiter|compléter|adopter|craquer|changer|rejoindre|abonner|
        protéger|refaire)
    (le moment|occasion|instant|opportunité) (est |était |serait )?(idéal*|rêvé*|parfait*|unique|en or|à ne
        pas (manquer|rater|laisser)|ou jamais|à saisir)
    (idéal|parfait|pratique|indispensable) (pour|en) (vos |votre |ces |cette |cette période de |période de |
        temps de |les longues )?(soirées|journées|confinement|télétravail|crise)
    (et si vous|pourquoi ne pas) (en )?(profit*|craqu*|essay*|test*|découvr*|offr*|pass* à|souscri*|opt*
        pour)

promo.product
    unless @stopped
    (nos|une|la|notre|votre|des|offrez*|offrir) (nouve* )?(carte*|chèque*|coffret*|box|panier*) (-)?cadeau*
        ~ (sont|est|livré*|disponible*|à partir|pour|envoyé*)
    (notre|nos|une|la|toute notre|toute la) (nouvelle |large |belle )?(gamme|sélection|collection|ligne)
        (complète )?(de|d') ~ (disponible*|en ligne|vous attend*|pour|à|commandez|découvr*|livré*|idéal*)
    (en avant-première|showroom|nouvelle saison|garde-robe|nouveau (modèle|catalogue|produit|magasin|service
        premium|concept)|nos nouveau*|édition (limitée|spéciale)|vous attend* (en (ligne|boutique|magasin)|
        sur (le|notre) site|dans nos rayons))
    (livraison|port|retour*) (gratuit*|offert*) ~ (sur (tout*|tous|la|nos|notre|le site|l'ensemble)|à
        domicile de nos)
    (avez-vous pensé|pensez|songez|pensé) (aussi |donc )?(à|aux) (notre|nos|l'|la|une|souscrire) ~
        (assurance*|garantie*|option*|abonnement*|formule*|carte*|offre*|couverture|contrat*|service*|
        produit*|gamme|pack*)
    (souscri*|adhér*|abonn*) ~ (vous (aurait|évit*|protég*|couvr*|permett*)|mieux (couvert*|protégé*)|dès|
        notre (contrat|formule|offre|assurance|garantie|option|service|abonnement))
    (offre|occasion|promotion|prix) (à ne pas|que vous ne|qui ne se|comme on n'en)
    (newsletter|lettre d'information) ~ (bons plans|rien manquer|offres|avantages|promo*|nouveautés|
        exclusivité*)
    (rien (manquer|rater) de (nos|notre)|(nos|les) (bons plans|nouveautés|exclusivités|avantages))
    (jetez|jeter|faites|venez) (donc )?(un (coup d'oeil|oeil|tour)) ~ (gamme|boutique|site|catalogue|offre*|
        nouveau*|produits|collection|rayon*|modèle*)
    (vous ne le regretterez pas|vous allez adorer|vous allez craquer|que demander de plus|pourquoi s'en
        priver|pourquoi attendre|n'attendez plus|cédez à)
    (cadeau|surprise|tirage au sort|concours|jeu-concours|à gagner|gagnez|remportez) ~ (pour (tout*|toute)|
        inscri*|achat*|command*|lot*|tenter)
    (découvrez|découvre|testez|essayez|adoptez|retrouvez|optez pour|choisissez|succombez à|à découvrir) ~
        (nouve* (gamme*|collection*|produit*|offre*|service*|formule*|application|abonnement*|modèle*|
        catalogue|pack*|carte*|boutique)|gamme (complète|premium)|nouveautés|catalogue|collection|premium|
        assurance|abonnement|nos produits|nos articles|nos offres|nos formules|nos packs|notre boutique|
        notre assurance|notre pack|notre gamme)
    (notre|nos|la|le|une|toute notre) (toute )?nouve* (collection|gamme*|catalogue|boutique en ligne|pack*|
        carte premium|assurance|abonnement*)
    (passez|passer|migrez|basculez) (à|vers|au|sur) (la |l'|notre |un |une |le )?(version|formule|offre|
        gamme|abonnement|forfait|contrat|option|compte|service|pack) (premium|supérieure*|plus|pro|haut de
        gamme|illimité*|gold|confort|sérénité|intégral*|payant*|complet|complète)
    (passez|passer|migrez|basculez) (à|au|en) (premium|illimité|forfait)
    (notre|l'|nos|une|le|la|votre) (offre*|formule*|pack*|option*|assurance*|abonnement*|forfait*|garantie*|
        contrat*|service*) (premium|plus|sérénité|confort|tranquillité|intégral*|gold|platinum|platine|vip|
        pro|zen|prestige|privilège)
    (nous vous (proposons|recommandons|invitons à (souscrire|découvrir|essayer|tester))|pensez à|n'hésitez
        pas à|souscrire (à )?) ~ (assurance complémentaire|option payante|extension de garantie|protection
        renforcée|premium|nos autres (produits|services|offres)|nos nouve*|nos (produits|offres|articles|
        packs))
    (téléchargez|essayez) gratuitement|essai gratuit
    (visitez|rendez-vous sur|rendez-vous dans) (notre|nos) (boutique*|e-shop|catalogue|magasins?) (en
        ligne )?(pour|et) (profiter|découvrir|acheter|commander|faire|trouver|découvrez|profitez)

promo.hurry
    (telle|pareille|cette) (remise|offre|occasion|promotion|opportunité) ~ (ne se|ne revien*|n'arriv*)
    (réabonn*|abonn*|inscri*|renouvel*) ~ (est|sont) (pour nous|à notre charge)
"""

EN = """
@stopped
    (stop*|paus*|suspend*|cancel*|halt*|postpon*|withdraw*|withdrawn|pull*) ~ (promotion*|advert*|offer*|
        campaign*|marketing|sale*)
    (promotion*|advert*|offer*|campaign*|marketing|sales) ~ (stopped|paused|suspended|cancelled|canceled|
        halted|postponed|withdrawn|on hold)
    (no|not a|without|nor|isn't a|never) (sales pitch|promotion*|advert*|offer|marketing|catch|sale)
    (nothing to (buy|sell)|not (trying|here) to sell)

promo.discount
    unless @stopped
    # ?% (off|discount (on|off|across|when|with|if|for)|savings?) ~ (your (next|first|order|purchase)|all|
        everything|our|selected|any|when|with|the|new|until|this|today|now|orders?)
    (save|get|enjoy|take|claim) (up to |a further |an extra )?(<money>#|#<money>|# ?%)( off)? ~ (on|off|
        when|with|your|all|our|across|this)
    <money># off (your|any|all|when|the|our)
    (instead of|down from|usually|normally) <money>#
    (the|our|for the) first (#|ten|twenty|fifty|hundred|two hundred|five hundred|thousand) (customers|
        people|to (join|order|sign|buy|subscribe|book)|orders|who|subscribers|members)
    (discount|promo|promotional|voucher|coupon|offer) code*
    (use|enter|quote|with) (the )?code
    (special|exclusive|unbeatable|fantastic|great|amazing|introductory|flash|reduced|rock-bottom|low|lowest|
        unmissable|best) (discount*|price*|deal*|saving*|sale*|rate*|bargain*) ~ (on|for|across|today|now|
        just|this|to|ever)
    (flash|spring|summer|autumn|winter|clearance|january|mid-season|seasonal|end-of-season|weekend|big|huge)
        sale
    (buy one|buy # get|bogof|bogo|two for one|2 for 1|3 for 2|half price|half-price|price drop*|black
        friday|cyber monday)
    (now|everything|all|items|ranges?|products) (is |are )?on sale
    free (delivery|shipping|gift|postage) (on|when|with|for) (all |any |every |your |new )?(order*|
        purchase*|you spend|<money>)
    (discount*|reduction*|savings) (on|off|across) (all|our|everything|your (next|first)|selected|any|new)

promo.offer
    unless @stopped
    unless (instal*|refund*|repay*|paid|payment*|bill|owe*|owing|invoice*|arrears|balance|fee|charged|
        reduc*|lower*|cut|cutting)
    (special|exclusive|limited|limited-time|limited time|unbeatable|fantastic|great|amazing|introductory|
        flash|irresistible|premium|exciting|unmissable|best|latest|brilliant|super|new) (offer*|promotion*|
        deal*)
    (our|these|check out|see|latest|of our) (great |latest |current |amazing |best )?(deals|promotions|
        bargains|special offers)
    (treat yourself|spoil yourself|why not treat)
    (shop|buy|order|upgrade|subscribe|sign up|save|stock up|purchase|add it) (with us )?(now|today|online
        today|right away|right now)
    stock up (on|with|now|today|for)
    (renew|subscribe|upgrade|join|sign up|buy) (now|today|before|by|early|this|online)? ?~and (save|get|
        receive|enjoy|
        unlock|earn|win) ~ (# ?%|<money>#|#|free|months?|bonus|gift|off)
    first (box|month|order|week|class|session|bottle|meal|one) (is |for )?(free|half|on us|<money>)
    lock in (your|the|today's|this) (discount|price|rate|low)
    (link in (our |the )?bio|swipe up|shop the)
    (jump|skip|straight to|front of) ~ (the )?queue ~ (plan|cover|care|premium|gold|member*|<money>)
    (to (cheer you up|make up for it|soften the|take your mind)) ~ (shop|range|collection|off|sale|code|buy|
        order|treat|discover)
    (did you know|top tip|tip|handy hint) ?[:,]? ~ (our|with) ~ (package|add-on|plus|premium|insurance)
    (refer a friend|loyalty points|double points|reward points|(a|real|grab|hunt*|more|great) bargain*|
        best(-| )?sell(er*|ing)|must-have*|
        retail therapy|shopping spree)
    (offer|deal|sale|promotion) (ends|expires|runs until|closes|valid|is valid|lasts)
    (for (only |just |as little as )|from (only |just |as little as )?)(an extra )?<money>#
    (only|just) <money># (a|per|each|every|/) ?(month|year|week)
    (terms apply|t&cs apply|terms and conditions apply)
    (make the most of|take advantage of) ~ (offer*|deal*|discount*|price*|sale*|promotion*|rate*|range|
        collection)

promo.hurry
    unless (water|tanker|appointment|vaccine|battery pack*|no (need to )?(hurry|rush)|in no hurry|don't
        (hurry|rush))
    don't miss (out|this|our|the|your)
    (while (stocks|supplies|stock) last*|limited (stock|availability|edition|places|spaces|quantit*))
    (hurry|act (fast|now)|be quick|last chance to|before it's gone|before they're gone|grab (it while|yours|
        them while|a (deal|bargain|pack|ticket|offer))|snap up)
    (today|this weekend|this week|#(-| )hours?) only
    (first come, first served|first come first served|only # (left|days left))

promo.opportunity
    (perfect|ideal|great|good|right|best|golden|unique) (time|moment|opportunity|chance|excuse|occasion)
        (to|for you to) (buy|upgrade|try|invest|stock|treat|refresh|switch|renew|start|discover|explore|
        shop|save|get|order|enjoy|subscribe|sign|join|move|add|make|redecorate|take|consider)
    (why not|how about) (use|take|make|try|treat|upgrad*|explor*|discover*|switch*|add*|brows*|enjoy*|
        order*)
    (make the most of|take advantage of) (this|the|your) (time|extra time|lockdown|downtime|quiet|break|
        outage|closure|situation|crisis|pause)
    (now's|now is) (the|a) (perfect|ideal|best|great|good|right) (time|moment)
    (now's|now is) the (time|moment) to (buy|upgrade|try|invest|stock|treat|switch|renew|discover|explore|
        shop|
        save|get|order|enjoy|subscribe|sign|join|add|book|redecorate)
    (there's|there has) never been (a better|a good|the perfect) (time|moment)
    (perfect|ideal) for (lockdown|working from home|those long|staying in|nights in|a night in|the whole
        family)

promo.product
    unless @stopped
    (our|a|the|these|buy) (new )?(gift (card*|box*|set*|voucher*)|hamper*) ~ (arriv*|available|make|are|
        from|online|deliver*|sent)
    (our|the|a) (new |wide |full |great |lovely |whole )?(range|selection|collection|line) of ~ (available|
        online|waiting|is|are|for|order|from|deliver*|perfect|ideal)
    (order|get|grab|claim|pick up|reserve) (yours|one|them|some|your (copy|set|pack|kit|free)) (now|today|
        here|online|while|before|soon)?
    (brand-new|brand new|newly launched|sneak peek|sneak preview|exclusive preview|showroom|wardrobe|limited
        edition|special edition|new season|just launched|just landed|now available in)
    free (delivery|shipping|returns) (on|across|throughout) (the|our|all|everything|every)
    (have you|did you|why not) (considered|consider|thought (of|about)|think (of|about)|look at|try) (our|
        adding|taking|upgrading|switching|buying)
    (take out|taking out|sign up for|signing up for|subscribe to|subscribing to|opt for) (our|one of our) ~
        (plan|cover|policy|insurance|plus|protection|package|premium|subscription|service|newsletter|care)
    (too good to miss|not to be missed|you won't regret|you will not regret|you'll (love|adore)|what are you
        waiting for|why wait|wait no (more|longer)|never miss|be the first to|can't-miss|can't miss)
    (voucher|coupon) ~ (spend|site|store|next (order|purchase)|when you|if you (order|buy|spend))
    (come and|come) (discover|see|explore|try|browse) (our|the|what's new)
    (win|prize draw|giveaway|competition) ~ (prize*|chance|enter|voucher|hamper|lucky)
    (check out|discover|explore|browse|try|have a look at|take a look at|see|visit|shop|introducing|enjoy|
        meet) (our|the) ~ (new* (range|collection|products?|arrivals|line|app|service|plan|store)|latest
        (range|collection|products?|arrivals)|full range|range of|premium|collection|catalogue|online
        (store|shop)|bestsell*)
    (upgrade|upgrading|switch|switching|move|moving) to (our |the |a |one of our )?(premium|pro|plus|gold|
        platinum|higher|unlimited|deluxe|business|advanced|complete|full|paid)
    (our|a|the|new|with) (premium|platinum|gold|deluxe|vip) (plan|package|service|membership|account|cover|
        tier|protection|subscription|range|support|option)
    (new|latest) (collection|product line|arrivals|season range|product range)
    (free|no-obligation) (trial|quote)
    (extended warranty|add-on|add-ons|protection plan|insurance cover|top-up cover) (for|from|is|at|now|
        today)
    you (might|may|will|could|'ll) (also )?(be interested in|love|like|enjoy) our

promo.hurry
    (deal|offer|discount|price*|chance|saving*) ~ (won't|will not|never|doesn't) (come|last|be repeated|be
        back|return)
    (rejoin|join|renew|sign up|subscribe|come back) ~ on us
    unlock (hundreds|exclusive|premium|#)
"""
